// Lets a reader choose among the attributions, and copy one with its source. The choice stands in the address.
"use strict";
(() => {
  const { plain, folded, make, choice, choose, copy, today, placeOf, facts } = dateline;
  const region = document.querySelector('.table[data-filter="attributions"]');
  if (!region) return;

  const cut = (text) => (text.length > 60 ? text.slice(0, 59) + "…" : text);
  const LEVELS = [0.95, 0.9, 0.8, 0.7, 0.5];

  // The cells of a row are: speaker, what is said, cue, source, kind, confidence, article.
  const read = (row) => {
    const kind = row.cells[0].querySelector(".facts");
    const shown = plain(row.cells[0].textContent);
    const who = kind ? plain(shown.slice(0, shown.length - plain(kind.textContent).length)) : shown;
    const article = row.cells[6].querySelector("a") || row.cells[6];
    return {
      row,
      words: null, // read when they are first looked for
      who,
      article: plain(article.textContent),
      speaker: who,
      speaks: kind ? plain(kind.textContent) : "unattributed",
      kind: plain(row.cells[4].textContent),
      said: plain(row.cells[1].textContent),
      confidence: parseFloat(row.cells[5].textContent),
    };
  };
  const entries = Array.from(region.querySelector("tbody").rows, read);
  if (entries.length < 2) return;

  // Each value with how often it stands in the table; values in the order of the alphabet, or of the table.
  const choiceOf = (name, sorted) => {
    const counts = new Map();
    for (const entry of entries) counts.set(entry[name], (counts.get(entry[name]) || 0) + 1);
    const values = Array.from(counts.keys());
    if (sorted) values.sort((one, other) => one.localeCompare(other, "en"));
    const options = values.map((value) => make("option", { value }, cut(value) + " (" + counts.get(value) + ")"));
    return make("select", {}, make("option", { value: "" }, "all"), ...options);
  };
  const controls = {
    speaker: choiceOf("speaker", true),
    speaks: choiceOf("speaks", true),
    kind: choiceOf("kind", true),
    confidence: make("select", {}, make("option", { value: "" }, "any")),
    article: choiceOf("article", false),
  };
  const quotes = entries.filter((entry) => entry.kind !== "indirect").length;
  controls.kind.options[0].after(make("option", { value: "quotes" }, "quotes only (" + quotes + ")"));
  for (const level of LEVELS) {
    const number = entries.filter((entry) => entry.confidence >= level).length;
    if (number && number < entries.length) {
      controls.confidence.append(make("option", { value: String(level) }, level + " or more (" + number + ")"));
    }
  }
  const fits = {
    kind: (entry, value) => (value === "quotes" ? entry.kind !== "indirect" : entry.kind === value),
    confidence: (entry, value) => entry.confidence >= Number(value),
  };
  const search = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const fields = { ...controls, words: search };
  const field = (name, label) => {
    fields[name].id = "filter-" + name;
    return make("p", {}, make("label", { for: "filter-" + name }, label), fields[name]);
  };
  const status = make("output", { "aria-live": "polite" });
  const reset = make("button", { type: "button" }, "Clear the filter");
  const panel = make("details", { class: "filters-fold" }, make("summary", {}, "Filter the attributions"),
    make("div", { class: "filters", role: "search", "aria-label": "Filter the attributions" },
      field("speaker", "Speaker"), field("speaks", "Kind of speaker"), field("kind", "Kind of attribution"),
      field("confidence", "Confidence"), field("article", "Article"), field("words", "Words in the row")));
  panel.open = !window.matchMedia("(max-width: 40rem)").matches;
  region.before(panel, make("p", { class: "filters-status" }, status, reset));

  const wordsOf = (entry) => {
    entry.words = entry.words ?? folded(entry.row.textContent.replace("Copy", ""));
    return entry.words;
  };
  const apply = (note = "") => {
    const wanted = Object.entries(controls).filter(([, control]) => control.value);
    const words = folded(search.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      const stays = wanted.every(([name, { value }]) => (fits[name] ? fits[name](entry, value) : entry[name] === value)) &&
        words.every((word) => wordsOf(entry).includes(word));
      entry.row.hidden = !stays;
      shown += stays ? 1 : 0;
    }
    const all = entries.length.toLocaleString("en");
    if (!shown) status.textContent = note + "None of the " + all + " attributions matches.";
    else if (shown === entries.length) status.textContent = note + "All " + all + " attributions.";
    else status.textContent = note + shown.toLocaleString("en") + " of " + all + " attributions.";
    reset.hidden = !wanted.length && !words.length;
    region.dispatchEvent(new Event("rows"));
  };
  const chosen = () => Object.fromEntries(Object.entries(fields).map(([name, control]) => [name, control.value.trim()]));
  const keep = (replace = false) => choose(chosen(), { replace });
  const clear = (note) => {
    for (const control of Object.values(fields)) control.value = "";
    apply(note);
  };
  const follow = () => {
    // A link within the page changes the address too, and not what is chosen.
    if (Object.entries(chosen()).every(([name, value]) => value === choice(name)) && status.textContent) return;
    const missing = []; // an address may name what is not there
    for (const [name, control] of Object.entries(fields)) {
      control.value = choice(name);
      if (control.selectedIndex !== -1) continue;
      control.value = "";
      missing.push("“" + cut(choice(name)) + "”");
    }
    if (Object.values(fields).some((control) => control.value)) panel.open = true;
    apply(missing.length ? "This table has no " + missing.join(" and no ") + ". " : "");
  };

  for (const control of Object.values(controls)) control.addEventListener("change", () => { apply(); keep(); });
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const typing = Boolean(choice("words"));
      apply();
      keep(typing);
    }, 150);
  });
  reset.addEventListener("click", () => { clear(); keep(); });
  window.addEventListener("popstate", follow);
  // A page that was left and is come back to has the controls as they were; the address says what is shown.
  window.addEventListener("pageshow", follow);

  // A link to a row that is filtered out brings all rows back, so that it leads somewhere.
  const targetOf = (address) => {
    try {
      return document.getElementById(decodeURIComponent(address.slice(1)));
    } catch {
      return null; // no address that this page wrote
    }
  };
  region.addEventListener("uncover", (event) => {
    if (!event.target.closest("tr")?.hidden) return;
    clear("The filter was cleared to show the row that you followed a link to. ");
    keep(true);
  }, true);
  // A speaker's name in the table of speakers leads to the first of their attributions: all of theirs are shown.
  const narrow = (link) => {
    if (!link.closest('tr[id^="speaker-"]') || !targetOf(link.getAttribute("href"))) return false;
    const name = plain(link.textContent);
    if (!entries.some((entry) => entry.speaker === name)) return false;
    clear("");
    controls.speaker.value = name;
    panel.open = true;
    apply("What is attributed to " + name + ": ");
    keep();
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
    if (link) narrow(link);
  });

  // A bar of a chart leads to the attributions that it stands for.
  dateline.filter = (wanted) => {
    clear("");
    for (const [name, control] of Object.entries(fields)) control.value = wanted[name] || "";
    panel.open = true;
    apply("What the bar stands for: ");
    keep();
    panel.scrollIntoView({ block: "start" });
    panel.querySelector("summary").focus({ preventScroll: true });
  };

  // ---- Copying

  const cited = JSON.parse(region.dataset.cited || "{}");
  const sentenceOf = (entry) => {
    const said = entry.said;
    const marked = entry.kind === "direct" ? "“" + said.replace(/^["“”]|["“”]$/g, "") + "”" : said;
    const told = entry.kind === "direct" ? "" : " (" + entry.kind + " speech)";
    return marked + told + " — " + entry.who + ", in " + (cited[entry.article] || entry.article) + ". " +
      facts.corpus + ", " + placeOf(facts.page + "#" + encodeURIComponent(entry.row.id)) + " (accessed " + today() + ").";
  };
  for (const entry of entries) {
    const button = make("button", { type: "button", class: "copy", "aria-label": "Copy with its source: " + cut(entry.said) }, "Copy");
    const said = make("span", { class: "note", role: "status" });
    button.addEventListener("click", () => copy(sentenceOf(entry), entry.row.cells[1], said, "Quotation with its source"));
    entry.row.cells[1].append(" ", button, said);
  }
  follow();
})();
