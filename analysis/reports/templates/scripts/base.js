// What the scripts of a page share: elements, the page's facts, its address, and the clipboard.
"use strict";
const dateline = (() => {
  const facts = JSON.parse(document.getElementById("page-facts").textContent);
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const folded = (text) => plain(text).normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase();

  // Elements are made, never parsed: whatever an article says stays text.
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  // What a reader chose stands in the address, so that a view can be sent to others and Back takes a choice back.
  const choice = (key) => new URLSearchParams(location.search).get(key) || "";
  const choose = (choices, { replace = false } = {}) => {
    const address = new URL(location.href);
    for (const key of ["to", "at"]) address.searchParams.delete(key);
    for (const [key, value] of Object.entries(choices)) {
      if (value) address.searchParams.set(key, value);
      else address.searchParams.delete(key);
    }
    if (address.href === location.href) return;
    try {
      history[replace ? "replaceState" : "pushState"](null, "", address.href);
    } catch { /* a page within another page may not change its address; the choice holds all the same */ }
  };

  // Where a page may not write to the clipboard (opened from a file), the text stands there, selected.
  const copy = async (text, place, status, label) => {
    place.querySelector(".cited")?.remove();
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = "Copied.";
    } catch {
      const field = make("textarea", { class: "cited", rows: "4", "aria-label": label });
      field.readOnly = true;
      field.value = text;
      place.append(field);
      field.focus();
      field.select();
      status.textContent = "Copy the selected text.";
    }
  };

  const today = () => {
    const day = new Date(); // the reader's day, said only when the reader asks; the page itself has no clock
    const two = (number) => String(number).padStart(2, "0");
    return day.getFullYear() + "-" + two(day.getMonth() + 1) + "-" + two(day.getDate());
  };
  const placeOf = (address) => (/^https?:$/.test(location.protocol)
    ? location.origin + location.pathname.replace(/[^/]*$/, "") + address
    : address);

  return { facts, plain, folded, make, choice, choose, copy, today, placeOf };
})();
