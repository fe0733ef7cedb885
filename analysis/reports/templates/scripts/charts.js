// Marks of charts lead to what they stand for, and answer the keyboard: arrow keys go from mark to mark, Enter follows.
"use strict";
(() => {
  const items = (element) => (Array.isArray(element.__data__) ? element.__data__[0] : element.__data__);
  // Only what says something under the pointer is a mark to go to: no axes, no labels.
  const marksOf = (plot) => Array.from(plot.querySelectorAll("svg :is(path, line, rect, circle, text)")).filter((element) => {
    const item = items(element);
    return item && item.datum && item.tooltip !== undefined && item.tooltip !== null && item.mark && item.mark.interactive !== false;
  });

  const wordsOf = (item) => (typeof item.tooltip === "object" && item.tooltip
    ? Object.entries(item.tooltip).map(([name, value]) => name + ": " + value).join("; ")
    : String(item.tooltip));

  const isHere = (file) => document.querySelector('.masthead nav a[aria-current="page"]')?.getAttribute("href") === file;
  const isMade = (file) => (file.startsWith("articles/") && dateline.facts.article_pages) || Array.from(document.querySelectorAll(".masthead nav a")).some((link) => link.getAttribute("href") === file);

  // A mark leads where the row about the same thing leads, which may narrow a table; to the rows that it stands for;
  // else to its own address.
  const follow = (address) => {
    const [file, id] = address.split("#");
    const asked = Object.fromEntries(new URLSearchParams(file.split("?")[1]));
    if (isHere(file.split("?")[0]) && !asked.to && dateline.filter) {
      dateline.filter(asked);
    } else if (!file || isHere(file.split("?")[0])) {
      const wanted = file ? new URLSearchParams(file.split("?")[1]).get("to") : decodeURIComponent(id);
      const target = wanted && document.getElementById(wanted);
      if (!target) return;
      const link = target.matches("tr") && target.querySelector("a[href]");
      if (link) link.click();
      else location.hash = "#" + encodeURIComponent(wanted);
    } else if (file.includes("/") || isMade(file.split("?")[0])) {
      location.assign(address); // a page of an article, which the contents of no page list, or another report
    }
  };

  document.addEventListener("click", (event) => {
    const element = event.target.closest && event.target.closest(".plot svg") ? event.target : null;
    const datum = element && items(element)?.datum;
    if (datum && typeof datum.link === "string") follow(datum.link);
  });

  for (const frame of document.querySelectorAll(".plot-frame")) {
    const plot = frame.querySelector(".plot");
    if (!plot) continue;
    const says = document.createElement("p");
    says.className = "chart-says";
    says.setAttribute("role", "status");
    frame.after(says);
    const outline = document.createElement("div");
    outline.className = "chart-here";
    let current = null;

    const leave = () => {
      outline.remove();
      says.textContent = "";
      current = null;
    };
    const goTo = (mark) => {
      current = mark;
      const box = mark.getBoundingClientRect();
      const around = plot.getBoundingClientRect();
      Object.assign(outline.style, {
        left: box.left - around.left + "px", top: box.top - around.top + "px",
        width: box.width + "px", height: box.height + "px",
      });
      plot.append(outline);
      mark.scrollIntoView({ block: "nearest", inline: "nearest" });
      says.textContent = wordsOf(items(mark));
    };

    const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    frame.addEventListener("keydown", async (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.key === "Escape" && current) return leave();
      if (event.key === "Enter" && current) {
        event.preventDefault();
        return current.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));
      }
      if (!(event.key in STEPS) && event.key !== "Home" && event.key !== "End") return;
      event.preventDefault();
      try { await plot.comeAlive(); } catch { return; } // a chart that cannot be drawn has its table
      const marks = marksOf(plot);
      if (!marks.length) return;
      const at = marks.indexOf(current);
      const next = event.key === "Home" ? 0 : event.key === "End" ? marks.length - 1
        : at < 0 ? (STEPS[event.key] > 0 ? 0 : marks.length - 1)
          : Math.min(Math.max(at + STEPS[event.key], 0), marks.length - 1);
      goTo(marks[next]);
    });
    frame.addEventListener("blur", leave);
  }
})();
