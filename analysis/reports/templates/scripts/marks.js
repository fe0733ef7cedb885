// Lets a reader of an article switch each kind of mark off and on: the key of the marks becomes a row of choices.
"use strict";
(() => {
  const key = document.querySelector(".mark-key");
  const text = document.querySelector(".article-text");
  if (!key || !text) return;
  for (const item of key.querySelectorAll("[data-mark]")) {
    const box = document.createElement("input");
    const label = document.createElement("label");
    box.type = "checkbox";
    box.checked = true;
    label.append(box, ...item.childNodes);
    item.append(label);
    const marks = text.querySelectorAll("mark." + item.dataset.mark);
    box.addEventListener("change", () => {
      // A piece of text can be under several marks: only this one goes.
      for (const mark of marks) mark.classList.toggle(item.dataset.mark, box.checked);
    });
  }
})();
