// Puts a chosen pair of articles side by side, and leads from each shared passage to its other half.
"use strict";
(() => {
  const root = document.querySelector(".pairs");
  if (!root) return;
  const shelf = root.querySelector(".pair-shelf");
  const legend = root.querySelector(".pair-legend");
  const list = root.querySelector(".pair-list");
  const articles = new Map(Array.from(shelf.children, (article) => [article.id, article]));
  const pairs = Array.from(list.querySelectorAll("li"), (item) => ({
    id: item.id, left: item.dataset.a, right: item.dataset.b, label: item.dataset.label,
  }));
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  // Every overlap: its link and its marks in either article, and what it is called.
  const overlaps = new Map();
  for (const link of root.querySelectorAll(".jump")) {
    const number = link.dataset.o;
    const known = overlaps.get(number) ||
      { number, pair: link.dataset.pair, kind: link.dataset.k, ends: new Map(), marks: new Map() };
    known.ends.set(link.closest(".pair-article").id, link);
    known.what = link.getAttribute("aria-label").replace(/^Passage \d+, /, "").replace(/; go to it in [^]*$/, "");
    overlaps.set(number, known);
  }
  const marks = new Map();
  for (const mark of shelf.querySelectorAll(".over")) {
    const article = mark.closest(".pair-article").id;
    const inside = mark.dataset.o.split(" ").map((number) => overlaps.get(number));
    marks.set(mark, inside);
    for (const overlap of inside) {
      if (!overlap.marks.has(article)) overlap.marks.set(article, []);
      overlap.marks.get(article).push(mark);
    }
  }

  const make = (name, className, text) => {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  };
  const makeButton = (text, act) => {
    const button = make("button", "", text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  };

  // What a reader operates: the pair, the classes, the way from passage to passage.
  const controls = make("div", "pair-controls");
  const label = make("label", "", "Pair of articles");
  const choice = make("select");
  choice.id = "pair-choice";
  label.htmlFor = choice.id;
  choice.append(...pairs.map((pair) => {
    const option = make("option", "", pair.label);
    option.value = pair.id;
    return option;
  }));
  const status = make("output", "pair-status");
  status.setAttribute("aria-live", "polite");
  const previous = makeButton("Previous passage", () => step(-1));
  const next = makeButton("Next passage", () => step(1));
  const steps = make("div", "pair-steps");
  steps.append(previous, next, status);
  controls.append(label, choice, steps);
  const columns = make("div", "pair-columns");
  const sides = ["left", "right"].map((side) => {
    const column = make("div", "pair-column");
    column.dataset.side = side;
    column.tabIndex = 0;
    column.setAttribute("role", "region");
    return column;
  });
  columns.append(...sides);
  root.insertBefore(controls, legend);
  root.insertBefore(columns, shelf);
  root.insertBefore(list, null);
  list.open = false;
  shelf.hidden = true;
  root.classList.add("pairs-live");

  const hidden = new Set(); // classes that the reader has switched off
  for (const item of legend.children) {
    const box = make("input");
    box.type = "checkbox";
    box.checked = true;
    const name = make("label");
    name.append(box, ...item.childNodes);
    item.replaceChildren(name);
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(item.dataset.k); else hidden.add(item.dataset.k);
      paint();
    });
  }

  let current = null; // the pair shown
  let shown = []; // its overlaps, in the order of the article on the left
  let at = -1; // the one last gone to

  const isShown = (overlap) => overlap.pair === current.id && !hidden.has(overlap.kind);

  // Marks and numbers what belongs to the pair; what belongs to other pairs is plain text here.
  const paint = () => {
    const order = [];
    for (const [side, id] of [[0, current.left], [1, current.right]]) {
      for (const link of articles.get(id).querySelectorAll(".jump")) {
        const overlap = overlaps.get(link.dataset.o);
        link.hidden = !isShown(overlap);
        if (!link.hidden && side === 0) order.push(overlap);
      }
      for (const mark of articles.get(id).querySelectorAll(".over")) {
        const kinds = new Set(marks.get(mark).filter(isShown).map((overlap) => "k-" + overlap.kind));
        mark.className = ["over", ...(kinds.size ? kinds : ["off"])].join(" ");
      }
    }
    shown = order;
    at = -1;
    shown.forEach((overlap, place) => {
      for (const [id, link] of overlap.ends) {
        const other = articles.get(id === current.left ? current.right : current.left).dataset.name;
        link.textContent = String(place + 1);
        link.setAttribute("aria-label", `Passage ${place + 1} of ${shown.length}, ${overlap.what}; also in ${other}`);
      }
    });
    previous.disabled = next.disabled = shown.length === 0;
    status.textContent = shown.length === 1 ? "1 place is marked" : `${shown.length} places are marked`;
  };

  const show = (pair) => {
    if (current && current.id === pair.id) return;
    shelf.append(...sides.flatMap((column) => Array.from(column.children)));
    current = pair;
    choice.value = pair.id;
    [pair.left, pair.right].forEach((id, side) => {
      const article = articles.get(id);
      article.open = true;
      sides[side].replaceChildren(article);
      sides[side].setAttribute("aria-label", "Article " + article.dataset.name);
      sides[side].scrollTop = 0;
    });
    paint();
  };

  // Scrolls within the article's own column, so that the other one stays where it is.
  const bring = (node) => {
    const column = node.closest(".pair-column");
    if (!column) return;
    node.closest("details").open = true;
    const down = node.getBoundingClientRect().top - column.getBoundingClientRect().top;
    const top = column.scrollTop + down - column.clientHeight / 4;
    column.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
  };

  let flashed = [];
  const flash = (overlap) => {
    flashed.forEach((node) => node.classList.remove("lit"));
    flashed = [current.left, current.right].flatMap((id) => [overlap.ends.get(id), ...overlap.marks.get(id) || []]);
    flashed = flashed.filter(Boolean);
    flashed.forEach((node) => node.classList.add("lit"));
    at = shown.indexOf(overlap);
    status.textContent = `Passage ${at + 1} of ${shown.length}: ${overlap.what}`;
  };

  const otherEnd = (overlap, node) => {
    const here = node.closest(".pair-article").id;
    return overlap.ends.get(here === current.left ? current.right : current.left);
  };

  const cross = (overlap, from) => {
    const target = otherEnd(overlap, from);
    bring(target);
    flash(overlap);
    target.focus({ preventScroll: true });
  };

  const step = (by) => {
    if (!shown.length) return;
    const place = at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
    const overlap = shown[place];
    overlap.ends.forEach(bring);
    flash(overlap);
    // Both sides are to be seen at once: with the buttons where there is room for them.
    const box = columns.getBoundingClientRect();
    if (box.top >= 0 && box.bottom <= window.innerHeight) return;
    const whole = box.bottom - controls.getBoundingClientRect().top;
    (whole <= window.innerHeight ? controls : columns).scrollIntoView({ block: "start" });
  };

  columns.addEventListener("click", (event) => {
    const link = event.target.closest(".jump");
    if (link) {
      event.preventDefault();
      cross(overlaps.get(link.dataset.o), link);
      return;
    }
    const mark = event.target.closest(".over");
    const overlap = mark && marks.get(mark).find(isShown);
    // Who selects words to copy them wants to stay.
    if (overlap && window.getSelection().isCollapsed) cross(overlap, mark);
  });
  choice.addEventListener("change", () => show(pairs.find((pair) => pair.id === choice.value)));

  // An address within the reader: a pair, an article, a passage or a place.
  const reveal = (target) => {
    const item = pairs.find((pair) => pair.id === target.id);
    if (item) {
      show(item);
      controls.scrollIntoView();
      choice.focus({ preventScroll: true });
      return true;
    }
    const article = target.closest(".pair-article");
    if (!article) return false;
    const overlap = target.dataset.o && overlaps.get(target.dataset.o);
    // Of a place, the passage that begins there says with which article it is to be read.
    const beside = target.nextElementSibling;
    const near = overlap || (beside && beside.dataset.o && overlaps.get(beside.dataset.o.split(" ")[0]));
    const fits = (pair) => pair && (pair.left === article.id || pair.right === article.id);
    const wanted = near && pairs.find((pair) => pair.id === near.pair);
    if (wanted || !fits(current)) show(wanted || pairs.find(fits));
    controls.scrollIntoView();
    bring(target);
    if (near && isShown(near)) {
      flash(near);
      bring(otherEnd(near, target));
    }
    (overlap ? target : article.parentElement).focus({ preventScroll: true });
    return true;
  };

  const follow = (hash) => {
    const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    return Boolean(target && root.contains(target) && reveal(target));
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (follow(link.getAttribute("href"))) {
      event.preventDefault();
      history.pushState(null, "", link.getAttribute("href"));
    }
  });
  window.addEventListener("hashchange", () => follow(location.hash));

  show(pairs[0]);
  follow(location.hash);
  // From another page: what is asked for is put into sight here, and gone to when the page has loaded.
  const asked = document.getElementById(new URLSearchParams(location.search).get("to") || "");
  if (asked && root.contains(asked)) reveal(asked);
})();
