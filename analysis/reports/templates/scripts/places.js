// Leads to places: what an address names is opened, found and marked, or said not to be here.
"use strict";
(() => {
  const decoded = (text) => {
    try { return decodeURIComponent(text); } catch { return text; } // a lone per cent sign means itself
  };

  // Everything around a place opens, the place itself too where it is a fold; a table shows the row that hid it.
  const open = (target) => {
    target.dispatchEvent(new Event("uncover", { bubbles: true }));
    for (let fold = target.closest("details"); fold; fold = fold.parentElement && fold.parentElement.closest("details")) {
      fold.open = true;
    }
  };

  const show = (target) => {
    open(target);
    target.scrollIntoView({ block: "start" });
    if (!target.matches("a, button, input, summary, [tabindex]")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };

  // An address within the page: `#id`.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decoded(location.hash.slice(1)));
    if (target && (target.closest("details:not([open])") || target.closest("tr[hidden], tr[data-later]"))) {
      open(target);
      target.scrollIntoView();
    }
  };

  // Offsets are code points; a string of JavaScript counts some of them twice.
  const advance = (text, from, points) => {
    let at = from;
    for (let left = points; left > 0 && at < text.length; left -= 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
    return at;
  };

  // Puts the part of a paragraph between two offsets into marks, however its text is divided among elements.
  const markWithin = (paragraph, start, end) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const pieces = [];
    let position = Number(paragraph.dataset.start);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = Array.from(node.data).length;
      const from = Math.max(start, position);
      const to = Math.min(end, position + length);
      if (from < to) pieces.push([node, from - position, to - position]);
      position += length;
    }
    return pieces.map(([node, from, to]) => {
      const range = document.createRange();
      const first = advance(node.data, 0, from);
      range.setStart(node, first);
      range.setEnd(node, advance(node.data, first, to - from));
      const mark = document.createElement("mark");
      mark.className = "here";
      range.surroundContents(mark);
      return mark;
    });
  };

  const markPlace = (article, place) => {
    const [start, end] = place.split("-").map(Number);
    if (!(start < end)) return [];
    return Array.from(article.querySelectorAll("[data-start]"))
      .filter((part) => Number(part.dataset.start) < end && Number(part.dataset.end) > start)
      .flatMap((part) => markWithin(part, start, end));
  };

  const sayMissing = (wanted) => {
    const section = document.getElementById(decoded(location.hash.slice(1)));
    if (!section) return;
    const note = document.createElement("p");
    note.className = "warning not-here";
    note.setAttribute("role", "status");
    note.textContent = "The row that the link leads to is not shown on this page; the tables in data/ have all rows.";
    section.after(note);
  };

  // An address from another page: `?to=id#section`, or of a place in an article, `?at=start-end#the-text`.
  const follow = () => {
    const asked = new URLSearchParams(location.search);
    const wanted = asked.get("to");
    const text = document.querySelector(".article-text");
    if (asked.has("at") && text) {
      const [first] = markPlace(text, asked.get("at"));
      if (first) show(first);
    }
    if (!wanted) return;
    const target = document.getElementById(wanted);
    if (target) {
      show(target);
      target.classList.add("here");
    } else if (!document.querySelector("dialog[open]")) {
      sayMissing(wanted);
    }
  };

  window.addEventListener("hashchange", reveal);
  // The address may be there already: then nothing tells of a change.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
    if (link && link.getAttribute("href") === location.hash) reveal();
  });
  reveal();
  // Other scripts of the page may have a place of their own for what is asked for: theirs goes first.
  window.addEventListener("load", follow);
})();
