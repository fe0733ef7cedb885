// Looks up a term: a search over all of them, and for each its lines of context, its spread and its company.
"use strict";
(() => {
  const place = document.querySelector(".term-search");
  const source = place && document.getElementById(place.dataset.terms);
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const { facts } = dateline;

  const LISTED = 40; // matches under the search
  const number = new Intl.NumberFormat("en");
  const rate = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

  // Elements are made, never parsed: whatever an article says stays text.
  const make = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in element && typeof value !== "string") element[name] = value;
      else element.setAttribute(name === "className" ? "class" : name, value);
    }
    element.append(...children);
    return element;
  };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase();
  const counted = (count, noun) => number.format(count) + " " + noun + (count === 1 ? "" : "s");

  const placeOf = new Map(data.terms.map((term, at) => [term, at]));
  const anchorOf = (at) => data.anchors[at] || "term-" + data.terms[at].replaceAll(" ", "_");
  const byAnchor = new Map(data.terms.map((_, at) => [anchorOf(at), at]));
  const searchable = data.terms.map(plain);

  // ---- The panel of one term

  const heading = make("h2", { id: "panel-of-a-term", tabindex: "-1" });
  const body = make("div", { className: "term-body" });
  const close = make("button", { type: "button", className: "term-close" }, "Close");
  const panel = make("dialog", { className: "term-panel", "aria-labelledby": heading.id },
    make("div", { className: "term-head" }, heading, close), body);
  document.body.append(panel);
  let sortedBy = "text";
  let shownTerm = -1;
  let opened = false; // whether the address was changed to open the panel

  // A phrase is no term: its places are looked for in the stretches of text that the page holds.
  const WINDOW = 60;
  const linesOfPhrase = (phrase) => {
    const pattern = new RegExp("(?<![\\p{L}\\p{N}])" + phrase.split(" ")
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("'", "['‘’]")).join("[\\s-]+") + "(?![\\p{L}\\p{N}])", "giu");
    const lines = [];
    for (const [article, offset, words] of data.texts) {
      for (const match of words.matchAll(pattern)) {
        const start = offset + Array.from(words.slice(0, match.index)).length;
        const end = match.index + match[0].length;
        const before = words.slice(0, match.index);
        const after = words.slice(end);
        lines.push({
          article, start, end: start + Array.from(match[0]).length,
          left: (before.length > WINDOW ? before.slice(-WINDOW).replace(/^\S*\s/, "") : before).replace(/\s+/g, " "),
          keyword: match[0].replace(/\s+/g, " "),
          right: (after.length > WINDOW ? after.slice(0, WINDOW).replace(/\s\S*$/, "") : after).replace(/\s+/g, " "),
        });
      }
    }
    return lines;
  };

  const linesOf = (at) => {
    if (typeof at === "string") return linesOfPhrase(at);
    const flat = data.lines[at] || [];
    const lines = [];
    for (let i = 0; i < flat.length; i += 5) {
      const [text, start, length, left, right] = flat.slice(i, i + 5);
      const [article, offset, words] = data.texts[text];
      // Places are counted in code points; most texts have none that JavaScript counts as two.
      const points = /[\ud800-\udfff]/.test(words) ? Array.from(words) : words;
      const cut = (from, to) => {
        const piece = points.slice(from, to);
        return (typeof piece === "string" ? piece : piece.join("")).replace(/\s+/g, " ");
      };
      lines.push({
        article, start: offset + start, end: offset + start + length,
        left: cut(start - left, start), keyword: cut(start, start + length),
        right: cut(start + length, start + length + right),
      });
    }
    return lines;
  };

  const words = (text) => plain(text).match(/[\p{L}\p{N}]+(?:['.-][\p{L}\p{N}]+)*/gu) || [];
  const sorted = (lines) => {
    const key = { left: (line) => words(line.left).reverse(), right: (line) => words(line.right) }[sortedBy];
    if (!key) return lines;
    const keyed = lines.map((line) => [key(line).slice(0, 3).join("\u0001"), line]);
    return keyed.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)).map(([, line]) => line);
  };

  const articleLink = (article, line) => {
    const [name, , , page] = data.articles[article];
    const [folder, section] = data.address;
    const at = line ? "?at=" + line.start + "-" + line.end + section : "";
    const label = make("bdi", {}, name);
    return facts.article_pages ? make("a", { href: folder + encodeURIComponent(page) + ".html" + at }, label) : label;
  };

  const table = (caption, heads, rows, className = "") => make("div",
    { className: "scroll " + className, role: "group", tabindex: "0", "aria-label": caption },
    make("table", {}, make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...heads.map(([head, kind]) =>
        make("th", { scope: "col", className: kind || "" }, head)))),
      make("tbody", {}, ...rows)));

  const concordance = (at) => {
    const lines = sorted(linesOf(at));
    const all = typeof at === "string" ? lines.length : data.counts[at];
    if (!lines.length) {
      return [make("p", {}, "The contexts of this term are not on this page; " +
        "it is one of the rarer ones of a large corpus. The notebook shows them with the parameter keywords.")];
    }
    const caption = lines.length === all
      ? "In context: " + (all === 1 ? "its one occurrence" : "all " + number.format(all) + " occurrences")
      : "In context: " + number.format(lines.length) + " of " + number.format(all) +
        " occurrences, drawn evenly over the articles";
    const rows = lines.map((line) => make("tr", {},
      make("td", { className: "kwic-left" }, line.left),
      make("td", { className: "kwic-keyword" }, make("mark", { className: "keyword" }, line.keyword)),
      make("td", { className: "kwic-right" }, line.right),
      make("td", {}, articleLink(line.article, line))));
    const choose = make("select", { id: "term-sort-lines" },
      ...[["text", "as in the articles"], ["left", "by the words before"], ["right", "by the words after"]]
        .map(([value, label]) => make("option", { value, selected: value === sortedBy }, label)));
    choose.addEventListener("change", () => {
      sortedBy = choose.value;
      fill(shownTerm);
      document.getElementById("term-sort-lines").focus();
    });
    return [make("p", { className: "term-sort" }, make("label", { for: "term-sort-lines" }, "Order of the lines "), choose),
      table(caption, [["before", "kwic-left"], ["keyword", "kwic-keyword"], ["after"], ["article"]], rows, "kwic")];
  };

  const spread = (at) => {
    const flat = data.spread[at] || [];
    if (!flat.length) {
      return linesOf(at).length ? [make("p", {}, "The spread of this term is not on this page; " +
        "data/term_frequencies_by_article.csv has it.")] : [];
    }
    const pairs = [];
    for (let i = 0; i < flat.length; i += 2) {
      pairs.push([flat[i], flat[i + 1], (10000 * flat[i + 1]) / Math.max(data.articles[flat[i]][1], 1)]);
    }
    const most = Math.max(...pairs.map((pair) => pair[2]));
    const rows = pairs.map(([article, count, per]) => {
      const bar = make("span", { className: "term-bar", "aria-hidden": "true" });
      bar.style.width = (100 * per / most).toFixed(1) + "%";
      return make("tr", {}, make("th", { scope: "row" }, articleLink(article)),
        make("td", { className: "number" }, number.format(count)),
        make("td", { className: "number" }, rate.format(per)),
        make("td", { className: "term-bars" }, bar));
    });
    const all = data.ranges[at];
    const caption = pairs.length < all
      ? "Spread: the " + pairs.length + " of " + number.format(all) + " articles with the highest rates"
      : "Spread: " + (all === 1 ? "the one article that has it" : "the " + all + " articles that have it");
    return [table(caption, [["article"], ["occurrences", "number"], ["per 10,000 words", "number"], ["as a bar"]], rows)];
  };

  const company = (at) => {
    const found = data.collocates[at];
    if (!found || !found.length) {
      return data.nodes ? [make("p", {}, "This page has no collocates of this term, only those of its " +
        number.format(data.nodes) + " most important terms. The parameter keywords adds a term's own.")] : [];
    }
    const rows = found.map(([term, count, strength]) => make("tr", {},
      make("td", {}, opener(term)), make("td", { className: "number" }, number.format(count)),
      make("td", { className: "number" }, rate.format(strength))));
    return [table("Collocates: within five words in the same sentence, " + data.min_together + " times or more",
      [["collocate"], ["times", "number"], ["logDice", "number"]], rows)];
  };

  const fill = (at) => {
    shownTerm = at;
    if (typeof at === "string") {
      heading.textContent = "“" + at + "”";
      body.replaceChildren(
        make("p", {}, "A phrase from the text, not a counted term. Where it appears in the text on this page:"),
        ...concordance(at));
      return;
    }
    heading.textContent = data.terms[at];
    body.replaceChildren(
      make("p", {}, counted(data.counts[at], "occurrence") + " in " + number.format(data.ranges[at]) + " of " +
        counted(data.all_articles, "article") + ". The address of this panel is ",
        make("code", {}, "#" + anchorOf(at)), "."),
      ...concordance(at), ...spread(at), ...company(at));
  };

  const show = (at) => {
    fill(at);
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
    heading.focus();
  };

  const open = (at) => {
    if (typeof at === "string") return show(at);
    const address = "#" + encodeURIComponent(anchorOf(at));
    if (location.hash === address) return show(at);
    opened = true;
    history.pushState(null, "", address);
    return show(at);
  };

  close.addEventListener("click", () => panel.close());
  panel.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });
  panel.addEventListener("close", () => {
    if (location.hash.startsWith("#term-")) history.replaceState(null, "", location.pathname + location.search);
  });

  const follow = () => {
    let wanted = location.hash.slice(1);
    try { wanted = decodeURIComponent(wanted); } catch { /* an address with a lone per cent sign is as it is */ }
    const from = new URLSearchParams(location.search).get("to");
    const at = byAnchor.get(wanted) ?? (!opened && from !== null ? byAnchor.get(from) : undefined);
    if (at !== undefined) show(at);
    else if (panel.open) panel.close();
  };
  window.addEventListener("hashchange", follow);
  window.addEventListener("popstate", follow);

  // ---- Terms of the page that open the panel

  const opener = (term, label) => {
    const at = placeOf.get(term);
    if (at === undefined) return document.createTextNode(label || term);
    const button = make("button", { type: "button", className: "term", "aria-haspopup": "dialog" }, label || term);
    button.addEventListener("click", () => open(at));
    return button;
  };

  for (const part of document.querySelectorAll(".term-table")) {
    const columns = part.dataset.columns.split(" ").filter(Boolean).map(Number);
    for (const row of part.querySelectorAll("tbody tr")) {
      for (const cell of columns.map((column) => row.cells[column])) {
        if (cell && placeOf.has(cell.textContent)) cell.replaceChildren(opener(cell.textContent));
      }
    }
  }

  // A mark or an axis label of a chart that names a term opens it too; by keyboard the tables do.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest && event.target.closest(".plot svg") ? event.target.__data__ : null;
    const item = Array.isArray(mark) ? mark[0] : mark;
    const datum = item && item.datum;
    const term = datum && [datum.term, datum.pattern, datum.collocate, datum.value].find((name) => placeOf.has(name));
    if (term !== undefined && term !== null) open(placeOf.get(term));
  });

  // ---- The search

  const field = make("input", {
    type: "text", id: "term-field", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "term-list",
    "aria-describedby": "term-count",
  });
  const list = make("ul", { id: "term-list", role: "listbox", "aria-label": "Terms found", hidden: true });
  const status = make("p", { id: "term-count", className: "note", role: "status" });
  let found = [];
  let active = -1;

  const choose = (at) => {
    active = at;
    Array.from(list.children).forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === at));
      if (place === at) option.scrollIntoView({ block: "nearest" });
    });
    if (at >= 0) field.setAttribute("aria-activedescendant", "term-option-" + at);
    else field.removeAttribute("aria-activedescendant");
  };

  const expand = (visible) => {
    list.hidden = !visible;
    field.setAttribute("aria-expanded", String(visible));
    if (!visible) choose(-1);
  };

  const stopWords = new Set(data.stop_words.map(plain));
  const formsOf = new Map(Object.entries(data.forms).map(([form, places]) => [plain(form), places]));
  const exactly = (words) => {
    const at = searchable.flatMap((term, place) => (term === words ? [place] : []));
    return Array.from(new Set([...at, ...(formsOf.get(words) || [])]));
  };

  // Ranks: the whole term or one of its forms, the beginning of one of its words or forms, anywhere in it.
  const find = (wanted) => {
    const first = exactly(wanted);
    if (stopWords.has(wanted)) return [first, []];
    const seen = new Set(first);
    const ranks = [[], []];
    const add = (rank, at) => {
      if (!seen.has(at)) ranks[rank].push(at);
      seen.add(at);
    };
    searchable.forEach((term, at) => { if (term.startsWith(wanted) || term.includes(" " + wanted)) add(0, at); });
    for (const [form, places] of formsOf) if (form.startsWith(wanted)) places.forEach((at) => add(0, at));
    if (wanted.length > 2) searchable.forEach((term, at) => { if (term.includes(wanted)) add(1, at); });
    return [first, ranks.flat()];
  };

  let sure = 0; // how many of those found are just what was typed
  const search = () => {
    const wanted = plain(field.value).trim().replace(/\s+/g, " ");
    const [exact, others] = wanted ? find(wanted) : [[], []];
    sure = exact.length;
    found = [...exact, ...others];
    const parts = wanted.split(" ");
    let note = "";
    if (wanted && stopWords.has(wanted)) {
      note = "“" + wanted + "” is a stop word: it counts among the running words and is not listed. ";
    } else if (!sure && parts.length > 1) {
      const phrase = linesOfPhrase(wanted).length;
      const terms = parts.flatMap((part) => exactly(part));
      if (phrase) {
        note = "“" + wanted + "” is a phrase of several terms. ";
        found = [wanted, ...terms, ...found];
        sure = 1;
      } else if (terms.length) {
        found = [...found, ...terms];
      }
    }
    found = Array.from(new Set(found));
    list.replaceChildren(...found.slice(0, LISTED).map((at, place) => {
      const isPhrase = typeof at === "string";
      const form = !isPhrase && wanted && !searchable[at].includes(wanted) && (formsOf.get(wanted) || []).includes(at);
      const option = make("li", { role: "option", id: "term-option-" + place, "aria-selected": "false" },
        isPhrase ? "“" + at + "”" : data.terms[at],
        make("span", { className: "note" }, " " + (form ? "form “" + wanted + "”; " : "") +
          (isPhrase ? counted(linesOfPhrase(at).length, "place") : counted(data.counts[at], "occurrence"))));
      option.addEventListener("click", () => take(place));
      return option;
    }));
    expand(found.length > 0);
    const some = found.length > LISTED ? "; the first " + LISTED + " are listed" : "";
    const all = data.terms.length < data.all_terms
      ? "The " + number.format(data.terms.length) + " most frequent of " + number.format(data.all_terms) + " " + data.unit_name
      : number.format(data.all_terms) + " " + data.unit_name;
    const told = found.length ? counted(found.length, "term") + " found" + some + "." : note ? "" : "No term has these letters.";
    status.textContent = wanted ? note + told : all + " can be looked up.";
  };

  const take = (place) => {
    const at = found[place];
    if (at === undefined) return;
    expand(false);
    open(at);
  };

  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    const last = Math.min(found.length, LISTED) - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden && found.length) expand(true);
      if (last < 0) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(active < 0 ? (step > 0 ? 0 : last) : (active + step + last + 1) % (last + 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      // What is only like what was typed is offered, not opened.
      if (active >= 0) take(active);
      else if (sure || found.length === 1) take(0);
      else if (found.length) {
        expand(true);
        choose(0);
      }
    } else if (event.key === "Escape") {
      expand(false);
    }
  });
  field.addEventListener("blur", () => setTimeout(() => { if (!list.matches(":hover")) expand(false); }, 150));

  place.replaceChildren(
    make("label", { for: "term-field" }, "Term"),
    make("div", { className: "term-combobox" }, field, list), status);
  search();
  expand(false);
  follow();
})();
