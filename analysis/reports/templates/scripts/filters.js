// Lets a reader choose among the attributions: by article, speaker, kind of speaker, kind, and words.
"use strict";
(() => {
  const region = document.querySelector('.table[data-filter="attributions"]');
  if (!region) return;

  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const folded = (text) => plain(text).normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase();

  const cut = (text) => (text.length > 60 ? text.slice(0, 59) + "…" : text);

  // The cells of a row are: place, speaker, what is said, cue, source, kind, confidence.
  const read = (row, article) => {
    const kind = row.cells[1].querySelector(".facts");
    const shown = plain(row.cells[1].textContent);
    const who = kind ? plain(shown.slice(0, shown.length - plain(kind.textContent).length)) : shown;
    return {
      row,
      words: null, // read when they are first looked for
      article,
      speaker: row.cells[1].dataset.speaker || who,
      speaks: kind ? plain(kind.textContent) : "unattributed",
      kind: plain(row.cells[5].textContent),
    };
  };
  const groups = Array.from(region.querySelectorAll("tbody"), (body) => {
    const [head, ...rows] = body.rows;
    const article = plain(head.textContent);
    return { body, rows: rows.map((row) => read(row, article)) };
  });
  const entries = groups.flatMap((group) => group.rows);
  if (entries.length < 2) return;

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const field = (name, label, control) => {
    control.id = "filter-" + name;
    return make("p", {}, make("label", { for: control.id }, label), control);
  };

  // Each value with how often it stands in the table; values in the order of the alphabet, or of the table.
  const choice = (name, sorted) => {
    const counts = new Map();
    for (const entry of entries) counts.set(entry[name], (counts.get(entry[name]) || 0) + 1);
    const values = Array.from(counts.keys());
    if (sorted) values.sort((one, other) => one.localeCompare(other, "en"));
    const options = values.map((value) => make("option", { value }, cut(value) + " (" + counts.get(value) + ")"));
    return make("select", {}, make("option", { value: "" }, "all"), ...options);
  };
  const controls = {
    article: choice("article", false),
    speaker: choice("speaker", true),
    speaks: choice("speaks", true),
    kind: choice("kind", true),
  };
  const search = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const status = make("output", { "aria-live": "polite", for: "filter-article filter-speaker filter-speaks filter-kind filter-words" });
  const reset = make("button", { type: "button" }, "Show all");
  const panel = make("div", { class: "filters", role: "search", "aria-label": "Filter the attributions" },
    field("article", "Article", controls.article),
    field("speaker", "Speaker", controls.speaker),
    field("speaks", "Kind of speaker", controls.speaks),
    field("kind", "Kind of attribution", controls.kind),
    field("words", "Words in the row", search),
    make("p", { class: "filters-status" }, status, reset));
  region.before(panel);

  const wordsOf = (entry) => {
    entry.words = entry.words ?? folded(entry.row.textContent);
    return entry.words;
  };
  const apply = (note = "") => {
    const wanted = Object.entries(controls).filter(([, control]) => control.value);
    const words = folded(search.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const { body, rows } of groups) {
      let inGroup = 0;
      for (const entry of rows) {
        const fits = wanted.every(([name, control]) => entry[name] === control.value) &&
          words.every((word) => wordsOf(entry).includes(word));
        entry.row.hidden = !fits;
        inGroup += fits ? 1 : 0;
      }
      body.hidden = inGroup === 0;
      shown += inGroup;
    }
    const all = entries.length.toLocaleString("en");
    const some = shown === entries.length ? "All " + all : shown.toLocaleString("en") + " of " + all;
    status.textContent = note + some + " attributions of this table are shown.";
  };
  const clear = (note) => {
    for (const control of [...Object.values(controls), search]) control.value = "";
    apply(note);
  };

  for (const control of Object.values(controls)) control.addEventListener("change", () => apply());
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 150);
  });
  reset.addEventListener("click", () => clear());

  // A link to a row that is filtered out brings all rows back, so that it leads somewhere.
  const targetOf = (address) => {
    try {
      return document.getElementById(decodeURIComponent(address.slice(1)));
    } catch {
      return null; // no address that this page wrote
    }
  };
  const uncover = (address) => {
    const row = targetOf(address)?.closest("tr");
    if (!row || !region.contains(row) || !(row.hidden || row.parentElement.hidden)) return false;
    clear("The filter is off, because you followed a link to a row that it hid. ");
    return true;
  };
  // A speaker's name in the table of speakers leads to the first of their attributions: all of theirs are shown.
  const narrow = (link) => {
    if (!link.closest('tr[id^="speaker-"]') || !targetOf(link.getAttribute("href"))) return false;
    const name = plain(link.textContent);
    if (!entries.some((entry) => entry.speaker === name)) return false;
    clear("");
    controls.speaker.value = name;
    apply("What is attributed to " + name + ": ");
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
    if (link && !narrow(link)) uncover(link.getAttribute("href"));
  });
  window.addEventListener("hashchange", () => {
    if (uncover(location.hash)) targetOf(location.hash).scrollIntoView();
  });
  // A page that was left and is come back to has the controls as they were.
  window.addEventListener("pageshow", () => apply());
  apply();
})();
