// Makes tables tools: columns sort, a long table shows its first rows and finds words in all, on a phone rows are cards.
"use strict";
(() => {
  const { plain, folded, make, choice, choose } = dateline;
  const narrow = window.matchMedia("(max-width: 40rem)");
  const rowsShown = () => (narrow.matches ? 5 : 8);
  const SPARE = 2; // a table that is longer by no more is shown whole

  // ---- Sorting

  const NUMBER = /^[-−+]?[\d,]*\.?\d+(?:e[-+]?\d+)?/i;
  const keyOf = (cell) => {
    const text = plain(cell?.textContent || "");
    const number = text.match(NUMBER);
    const numeric = number && (cell.matches(".number") || number[0].length >= text.replace(/%$/, "").length);
    return numeric ? Number(number[0].replaceAll(",", "").replace("−", "-")) : text;
  };
  const compare = (left, right) => {
    if (left === "" || right === "") return (left === "") - (right === "");
    if (typeof left === "number" && typeof right === "number") return left - right;
    return String(left).localeCompare(String(right), "en", { numeric: true });
  };

  const toolOf = (region, place) => {
    const table = region.querySelector("table");
    const body = table.tBodies[0];
    const heads = Array.from(table.tHead.rows[0].cells);
    const labels = heads.map((head) => plain(head.textContent));
    const inOrder = Array.from(body.rows);
    const name = region.id.replace(/^table-/, "") || "table" + place; // by which the address and the labels know it
    const filtered = "filter" in region.dataset; // it has a filter of its own, which hides rows
    let all = false; // whether the reader asked for all rows
    let sorted = ""; // the column by its number and the direction, as in the address: "2-down"

    // Cards: each cell names its column, and what a table is stays said where it is not drawn as one.
    table.classList.add("stacked");
    const parts = [["table", [table]], ["rowgroup", [table.tHead, body]],
      ["row", [table.tHead.rows[0], ...inOrder]], ["columnheader", heads],
      ["rowheader", inOrder.flatMap((row) => Array.from(row.cells)).filter((cell) => cell.tagName === "TH")],
      ["cell", inOrder.flatMap((row) => Array.from(row.cells)).filter((cell) => cell.tagName === "TD")]];
    const sayWhatItIs = () => {
      for (const [role, elements] of parts) {
        for (const element of elements) {
          if (narrow.matches) element.setAttribute("role", role);
          else element.removeAttribute("role");
        }
      }
    };
    sayWhatItIs();
    narrow.addEventListener("change", sayWhatItIs);
    for (const row of inOrder) {
      Array.from(row.cells).forEach((cell, at) => {
        cell.dataset.label = labels[at] || "";
        if (!cell.childNodes.length) cell.classList.add("blank");
      });
    }

    // ---- Rows that are shown

    const foot = make("div", { class: "table-foot" });
    const count = make("output", { class: "note", "aria-live": "polite" });
    const more = make("button", { type: "button" });
    const refresh = () => {
      const fitting = Array.from(body.rows).filter((row) => !row.hidden);
      const limit = rowsShown();
      const whole = all || fitting.length <= limit + SPARE;
      fitting.forEach((row, at) => row.toggleAttribute("data-later", !whole && at >= limit));
      region.classList.toggle("tall", fitting.length > 2 * limit && whole && !narrow.matches);
      more.hidden = fitting.length <= limit + SPARE;
      more.textContent = all ? "Show fewer rows" : "Show all " + fitting.length.toLocaleString("en") + " rows";
      const some = inOrder.length.toLocaleString("en");
      const shown = whole ? fitting.length : limit;
      if (!fitting.length) count.textContent = "No row has these words.";
      else if (fitting.length < inOrder.length && !filtered) count.textContent = fitting.length.toLocaleString("en") + " of " + some + " rows have them.";
      else count.textContent = whole ? "" : "The first " + shown + " of " + fitting.length.toLocaleString("en") + " rows.";
    };
    more.addEventListener("click", () => {
      all = !all;
      refresh();
      if (!all) region.scrollIntoView({ block: "nearest" });
    });
    region.addEventListener("rows", refresh);
    narrow.addEventListener("change", refresh);

    const order = (wanted) => {
      sorted = wanted;
      const [column, direction] = wanted ? wanted.split("-") : [];
      const at = Number(column) - 1;
      heads.forEach((head, place) => {
        if (wanted && place === at) head.setAttribute("aria-sort", direction === "down" ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      let rows = inOrder;
      if (wanted && heads[at]) {
        const keyed = inOrder.map((row) => [keyOf(row.cells[at]), row]);
        const sign = direction === "down" ? -1 : 1;
        // What is empty stands last either way.
        keyed.sort(([a], [b]) => (a === "" || b === "" ? compare(a, b) : sign * compare(a, b)));
        rows = keyed.map(([, row]) => row);
      }
      body.append(...rows);
      if (chooser) chooser.value = sorted;
      refresh();
    };
    const startsDown = (at) => heads[at].matches(".number");
    const turn = (at) => {
      const [first, second] = startsDown(at) ? ["down", "up"] : ["up", "down"];
      const next = { [(at + 1) + "-" + first]: (at + 1) + "-" + second, [(at + 1) + "-" + second]: "" };
      order(next[sorted] ?? (at + 1) + "-" + first);
      choose({ ["sort." + name]: sorted });
    };

    let chooser = null;
    if (inOrder.length > 2) {
      heads.forEach((head, at) => {
        if (!labels[at] || head.colSpan > 1) return;
        const button = make("button", { type: "button", class: "sort" }, ...head.childNodes);
        button.addEventListener("click", () => turn(at));
        head.replaceChildren(button);
      });
    }

    // ---- What stands below a long table

    let field = null;
    const find = (words) => {
      const wanted = folded(words).split(" ").filter(Boolean);
      for (const row of inOrder) {
        row.words ??= folded(row.textContent);
        row.hidden = !wanted.every((word) => row.words.includes(word));
      }
      refresh();
    };
    if (inOrder.length > rowsShown() + SPARE) {
      chooser = make("select", { id: "order-" + name }, make("option", { value: "" }, "original order"));
      labels.forEach((label, at) => {
        if (!label) return;
        for (const [direction, words] of [["up", "lowest first"], ["down", "highest first"]]) {
          chooser.append(make("option", { value: (at + 1) + "-" + direction }, label + ", " + words));
        }
      });
      chooser.addEventListener("change", () => { order(chooser.value); choose({ ["sort." + name]: sorted }); });
      const label = make("label", { class: "order", for: chooser.id }, "Order ");
      label.append(chooser);
      foot.append(more);
      if (!filtered) {
        field = make("input", { type: "search", id: "find-" + name, autocomplete: "off", spellcheck: "false" });
        let waiting = 0;
        field.addEventListener("input", () => {
          clearTimeout(waiting);
          waiting = setTimeout(() => {
            const before = choice("find." + name);
            find(field.value);
            choose({ ["find." + name]: field.value.trim() }, { replace: Boolean(before) });
          }, 150);
        });
        foot.append(make("label", { class: "find", for: field.id }, "Find in all rows ", field));
      }
      foot.append(label, count);
      region.after(foot);
    }

    const follow = () => {
      const wanted = choice("sort." + name);
      if (/^\d+-(?:up|down)$/.test(wanted) ? wanted !== sorted : sorted) order(/^\d+-(?:up|down)$/.test(wanted) ? wanted : "");
      if (field && folded(field.value) !== folded(choice("find." + name))) {
        field.value = choice("find." + name);
        find(field.value);
      }
    };
    window.addEventListener("popstate", follow);
    // A page that was left and is come back to has its fields as they were; the address says what is shown.
    window.addEventListener("pageshow", follow);
    // A row that an address leads to is shown, whatever else is not.
    region.addEventListener("uncover", (event) => {
      const row = event.target.closest("tr");
      if (row?.hidden && field) {
        field.value = "";
        find("");
        choose({ ["find." + name]: "" }, { replace: true });
      }
      if (row?.hasAttribute("data-later")) {
        all = true;
        refresh();
      }
    });
    refresh();
    follow();
  };

  for (const [place, region] of document.querySelectorAll("main :is(.table, .scroll)").entries()) {
    const table = region.querySelector("table");
    const plainRows = table?.tHead?.rows.length === 1 && table.tBodies.length === 1 &&
      Array.from(table.tBodies[0].rows).every((row) => row.cells.length === table.tHead.rows[0].cells.length);
    if (plainRows && !region.closest("dialog, .no-menu, .figure-numbers")) toolOf(region, place);
  }

  // ---- Printing: in short, as the page stands, or whole

  const print = (whole) => {
    document.documentElement.classList.toggle("print-whole", whole);
    window.print();
  };
  // The class goes when all that printing changed has gone back.
  window.addEventListener("afterprint", () => setTimeout(() => document.documentElement.classList.remove("print-whole")));
  const inShort = make("button", { type: "button" }, "Print in short");
  const whole = make("button", { type: "button" }, "Print everything");
  inShort.addEventListener("click", () => print(false));
  whole.addEventListener("click", () => print(true));
  document.querySelector(".colophon")?.append(
    make("p", { class: "print-choice" }, inShort, " ", whole),
    make("p", { class: "printed-short" }, "Printed in short: the first rows of long tables, and no folded parts. “Print everything”, " +
      "at the end of the page, prints all."));
})();
