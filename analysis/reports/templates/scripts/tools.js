// A small menu for each chart, table and finding: cite it, save it. Made of what is in the page, by the page alone.
"use strict";
(() => {
  const facts = JSON.parse(document.getElementById("page-facts").textContent);
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    if (tag === "button") element.type = "button";
    return element;
  };

  // ---- Citing

  const citation = (title, address) => {
    const day = new Date(); // the reader's day, said only when the reader asks; the page itself has no clock
    const two = (number) => String(number).padStart(2, "0");
    const today = day.getFullYear() + "-" + two(day.getMonth() + 1) + "-" + two(day.getDate());
    const sentence = /[.?!…”]$/.test(title) ? title : title + ".";
    const place = /^https?:$/.test(location.protocol)
      ? location.origin + location.pathname.replace(/[^/]*$/, "") + address
      : address;
    return [
      "“" + sentence + "”", facts.title + ": " + facts.corpus + ".", "Dateline " + facts.version + ", " + facts.made_from + ".", place + " (accessed " + today + ").",
    ].join(" ");
  };

  // Where a page may not write to the clipboard (opened from a file), the sentence stands there, selected.
  const copy = async (text, panel, status) => {
    panel.querySelector(".cited")?.remove();
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = "Copied.";
    } catch {
      const field = make("textarea", "cited");
      field.readOnly = true;
      field.rows = 4;
      field.value = text;
      field.setAttribute("aria-label", "Citation");
      panel.append(field);
      field.focus();
      field.select();
      status.textContent = "Copy the selected sentence.";
    }
  };

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

  const quoted = (cell) => (/[",\r\n]/.test(cell) ? '"' + cell.replaceAll('"', '""') + '"' : cell);
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  const csv = (rows) => "\ufeff" + rows.map((row) => row.map(quoted).join(",") + "\r\n").join("");

  const tableRows = (table) => Array.from(table.rows, (row) => Array.from(row.cells, (cell) => {
    const text = plain(cell.textContent);
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

  // A drawing that stands alone: on white, in the colours of the light page, with its title and its fonts.
  const drawing = async (figure) => {
    const plot = figure.querySelector(".plot");
    const spec = JSON.parse(document.getElementById(plot.dataset.spec).textContent);
    const title = figure.querySelector(".chart-title");
    const whole = { ...spec, background: "white", padding: 12 };
    if (title) whole.title = { text: wrapped(plain(title.textContent), plot.clientWidth), anchor: "start" };
    if (whole.width === "container") whole.width = Math.max(plot.clientWidth - 24, 300);
    const config = whole.config || {};
    whole.config = { ...config, font: "system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif", background: "white" };
    const aside = make("div");
    const { view } = await window.vegaEmbed(aside, whole, {
      mode: "vega-lite", ast: true, renderer: "none", actions: false, defaultStyle: false,
    });
    try {
      return { svg: await view.toSVG(), canvas: () => view.toCanvas(2), done: () => view.finalize() };
    } catch (error) {
      view.finalize();
      throw error;
    }
  };
  const wrapped = (text, width) => {
    const most = Math.max(Math.floor(width / 7.5), 30);
    return text.split(" ").reduce((lines, word) => {
      const last = lines[lines.length - 1];
      if (last && (last + " " + word).length <= most) lines[lines.length - 1] = last + " " + word;
      else lines.push(word);
      return lines;
    }, []);
  };
  const saveDrawing = async (figure, name, kind) => {
    const made = await drawing(figure);
    try {
      if (kind === "svg") return save('<?xml version="1.0" encoding="UTF-8"?>\n' + made.svg, "image/svg+xml", name + ".svg");
      const canvas = await made.canvas();
      const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
      return save(blob, "image/png", name + ".png");
    } finally {
      made.done();
    }
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
    const button = make("button", "tools-open", actions.length > 1 ? "Cite or save" : "Cite");
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
  document.addEventListener("click", (event) => { if (!event.target.closest(".tools")) closeAll(); });

  const cite = (title, anchor, page = facts.page) => ["Copy citation",
    (panel, status) => copy(citation(title, page + "#" + encodeURIComponent(anchor)), panel, status)];

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
    frame.after(tools(title, [cite(title, figure.id), ["Drawing (SVG)", () => saveDrawing(figure, name, "svg")],
      ["Picture (PNG)", () => saveDrawing(figure, name, "png")], ...saves]));
  }

  for (const region of document.querySelectorAll("main :is(.table, .scroll)")) {
    const table = region.querySelector("table");
    if (!table || !region.id || region.closest(".numbers, .appendix, dialog, .no-menu")) continue;
    const title = plain(region.getAttribute("aria-label") || "Table");
    const name = region.id.replace(/^table-/, "");
    const whole = region.dataset.file ? [["Whole table (" + region.dataset.file + ")", region.dataset.file]] : [];
    region.after(tools(title, [cite(title, region.id),
      ["These rows (CSV)", () => save(csv(tableRows(table)), "text/csv", name + ".csv")], ...whole]));
  }

  for (const finding of document.querySelectorAll(".finding[id]")) {
    const sentence = plain((finding.querySelector(".sentence") || finding).textContent);
    const [page, anchor] = (finding.dataset.shown || facts.page + "#" + finding.id).split("#");
    finding.append(" ", tools(sentence, [cite(sentence, anchor || finding.id, page)]));
  }
})();
