// A small menu for each chart, table and finding: cite it, save it. Made of what is in the page, by the page alone.
"use strict";
(() => {
  const { facts, plain, today, placeOf } = dateline;
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    if (tag === "button") element.type = "button";
    return element;
  };

  // ---- Citing

  const citation = (title, address) => {
    const sentence = /[.?!…”]$/.test(title) ? title : title + ".";
    return [
      "“" + sentence + "”", facts.title + ": " + facts.corpus + ".", "Dateline " + facts.version + ", " + facts.made_from + ".",
      placeOf(address) + " (accessed " + today() + ").",
    ].join(" ");
  };

  const version = () => "Dateline " + facts.version + "; " + facts.made_from;

  // Author and year are the reader's to fill in: a page knows neither.
  const apa = (title, address) =>
    "Author. (Year). " + title.replace(/[.?!…]$/, "") + ". In " + facts.title + ": " + facts.corpus
    + " [Computed with " + version() + "]. " + placeOf(address);

  const braced = (text) => text.replace(/[\\{}]/g, "").replace(/[&%$#_]/g, "\\$&");
  const bibtex = (title, address) => [
    "@misc{dateline-" + facts.page.replace(/\W.*/, "").replaceAll("_", "-") + ",",
    "  author = {Author},",
    "  title  = {" + braced(title) + "},",
    "  year   = {Year},",
    "  note   = {" + braced(facts.title + ": " + facts.corpus + ". Computed with " + version()) + "},",
    "  howpublished = {\\url{" + placeOf(address) + "}},",
    "  urldate = {" + today() + "}",
    "}",
  ].join("\n");

  // ---- Saving

  const save = (content, type, name) => {
    const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = make("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };

  // An apostrophe before what a spreadsheet would take for a formula, as in the files under data/.
  const formula = /^[\s\0-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff']*[=+\-@＝＋－＠]/;
  const number = /^[+-]?\d+([.,]\d+)*([eE][+-]?\d+)?%?$/;
  const shielded = (cell) => (formula.test(cell) && !number.test(cell) ? "'" + cell : cell);
  const quoted = (cell) => {
    const text = shielded(cell);
    return /[",\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  const csv = (rows) => "\ufeff" + rows.map((row) => row.map(quoted).join(",") + "\r\n").join("");

  const seen = (row) => !row.hidden && !row.parentElement.hidden; // a filter hides rows
  const tableRows = (table) => Array.from(table.rows).filter(seen).map((row) => Array.from(row.cells, (cell) => {
    // What scripts have added to a cell is no part of the table.
    const added = Array.from(cell.querySelectorAll(".copy, .copy ~ *, .cited"), (part) => part.textContent).join("");
    const text = plain(added ? cell.textContent.slice(0, -added.length) : cell.textContent);
    return cell.matches("td.number") ? text.replaceAll(",", "") : text;
  }));

  // The numbers of a chart, whole, as they were given to it.
  const datasets = (part) => {
    if (Array.isArray(part)) return part.flatMap(datasets);
    if (!part || typeof part !== "object") return [];
    const own = [...Object.values(part.datasets || {}), part.data && part.data.values].filter(Array.isArray);
    return [...own, ...["layer", "spec", "hconcat", "vconcat", "concat"].flatMap((key) => datasets(part[key]))];
  };
  const chartRows = (records) => {
    const columns = Array.from(new Set(records.flatMap((record) => Object.keys(record))));
    return [columns, ...records.map((record) => columns.map((name) => String(record[name] ?? "")))];
  };

  // A drawing that stands alone: on white, in the colours of the light page (the page's style gives it others
  // only where it is shown), with its title, its source and a name for readers by ear.
  const escaped = (text) => text.replace(/[&<>"]/g, (mark) => "&#" + mark.charCodeAt(0) + ";");
  const wrapped = (text, width) => {
    const most = Math.max(Math.floor(width / 8), 30);
    return text.split(" ").reduce((lines, word) => {
      const last = lines.length - 1;
      if (last >= 0 && (lines[last] + " " + word).length <= most) lines[last] += " " + word;
      else lines.push(word);
      return lines;
    }, []);
  };
  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
  const lineOf = (text, y, style) => "<text x=\"12\" y=\"" + y + "\" font-family=\"" + FONT + "\" " + style + ">" + escaped(text) + "</text>";
  const drawing = async (figure) => {
    const view = await figure.querySelector(".plot").comeAlive();
    const inner = await view.toSVG();
    const [, width, height] = inner.match(/ width="([\d.]+)" height="([\d.]+)"/).map(Number);
    const title = plain(figure.querySelector(".chart-title")?.textContent || "");
    const lines = title ? wrapped(title, width) : [];
    const top = 16 + 20 * lines.length;
    const size = [Math.ceil(width + 24), Math.ceil(top + height + 34)];
    const heading = lines.map((line, at) => lineOf(line, 26 + 20 * at, 'font-size="15" font-weight="600" fill="#1e2227"'));
    const source = lineOf(facts.corpus + " · Dateline " + facts.version, size[1] - 10, 'font-size="11" fill="#575e66"');
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="' + size[0] + '" height="' + size[1] +
      '" viewBox="0 0 ' + size.join(" ") + '"><title>' + escaped(title) + '</title><rect width="100%" height="100%" fill="#ffffff"/>' +
      heading.join("") + inner.replace("<svg", '<svg x="12" y="' + top + '" overflow="visible"') + source + "</svg>";
    return { svg, size };
  };
  const picture = async ({ svg, size }) => {
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
    await image.decode();
    const canvas = make("canvas");
    [canvas.width, canvas.height] = size.map((pixels) => 2 * pixels);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  };
  const saveDrawing = async (figure, name, kind) => {
    const made = await drawing(figure);
    if (kind === "svg") save('<?xml version="1.0" encoding="UTF-8"?>\n' + made.svg, "image/svg+xml", name + ".svg");
    else save(await picture(made), "image/png", name + ".png");
  };

  // ---- The menu

  const closeAll = (but) => {
    for (const other of document.querySelectorAll(".tools > button[aria-expanded=true]")) {
      if (other !== but) {
        other.setAttribute("aria-expanded", "false");
        other.nextElementSibling.hidden = true;
      }
    }
  };

  let count = 0;
  const tools = (title, actions) => {
    const box = make("div", "tools");
    const button = make("button", "tools-open", actions.length > 3 ? "Cite or save" : "Cite");
    const panel = make("div", "tools-panel");
    const status = make("p", "tools-status");
    count += 1;
    panel.id = "tools-" + count;
    panel.hidden = true;
    status.setAttribute("role", "status");
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", panel.id);
    button.setAttribute("aria-label", button.textContent + ": " + title);
    button.addEventListener("click", () => {
      const opens = panel.hidden;
      closeAll(button);
      panel.hidden = !opens;
      button.setAttribute("aria-expanded", String(opens));
      status.textContent = "";
      panel.querySelector(".cited")?.remove();
      if (opens) panel.querySelector("button, a").focus();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || panel.hidden) return;
      event.stopPropagation();
      closeAll();
      button.focus();
    });
    for (const [label, act] of actions) {
      const item = typeof act === "string" ? make("a", "", label) : make("button", "", label);
      if (typeof act === "string") item.href = act;
      else {
        item.addEventListener("click", async () => {
          try {
            await act(panel, status);
          } catch (error) {
            status.textContent = "This browser could not do it (" + (error.message || error) + ").";
          }
        });
      }
      panel.append(item);
    }
    panel.append(status);
    box.append(button, panel);
    return box;
  };
  document.addEventListener("click", (event) => { if (event.isTrusted && !event.target.closest(".tools")) closeAll(); });

  const cites = (title, anchor, page = facts.page) => [["Copy citation", citation], ["Copy citation (APA)", apa], ["Copy BibTeX", bibtex]]
    .map(([label, format]) => [label, (panel, status) =>
      dateline.copy(format(title, page + "#" + encodeURIComponent(anchor)), panel, status, "Citation")]);

  for (const figure of document.querySelectorAll("figure.chart")) {
    const frame = figure.querySelector(".plot-frame");
    const title = plain(figure.querySelector(".chart-title")?.textContent || frame.getAttribute("aria-label") || "Chart");
    const name = figure.id.replace(/^chart-/, "") || "chart";
    const source = document.getElementById(figure.querySelector(".plot").dataset.spec);
    const numbers = datasets(JSON.parse(source.textContent)).filter((rows) => rows.length && typeof rows[0] === "object");
    const saves = numbers.map((rows, at) => [
      numbers.length > 1 ? "Numbers " + (at + 1) + " (CSV)" : "Numbers (CSV)",
      () => save(csv(chartRows(rows)), "text/csv", name + (at ? "-" + (at + 1) : "") + ".csv"),
    ]);
    frame.after(tools(title, [...cites(title, figure.id), ["Drawing (SVG)", () => saveDrawing(figure, name, "svg")],
      ["Picture (PNG)", () => saveDrawing(figure, name, "png")], ...saves]));
  }

  for (const region of document.querySelectorAll("main :is(.table, .scroll)")) {
    const table = region.querySelector("table");
    if (!table || !region.id || region.closest(".numbers, .appendix, dialog, .no-menu")) continue;
    const title = plain(region.getAttribute("aria-label") || "Table");
    const name = region.id.replace(/^table-/, "");
    const whole = region.dataset.file ? [["Whole table (" + region.dataset.file + ")", region.dataset.file]] : [];
    const menu = tools(title, [...cites(title, region.id),
      ["These rows (CSV)", () => save(csv(tableRows(table)), "text/csv", name + ".csv")], ...whole]);
    const foot = region.nextElementSibling;
    if (foot?.matches(".table-foot")) foot.append(menu);
    else region.after(menu);
  }

  for (const finding of document.querySelectorAll(".finding[id]")) {
    const sentence = plain((finding.querySelector(".sentence") || finding).textContent);
    const [page, anchor] = (finding.dataset.shown || facts.page + "#" + finding.id).split("#");
    const more = finding.querySelector(".more");
    const own = make("span", "finding-tools");
    finding.append(" ", own);
    if (more) own.append(more, " ");
    own.append(tools(sentence, [...cites(sentence, anchor || finding.id, page)]));
  }
})();
