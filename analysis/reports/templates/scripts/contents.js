// Keeps the contents of a page: folded where they stand above it, and marked where the reader is.
"use strict";
(() => {
  const contents = document.querySelector(".contents > details");
  if (!contents) return;
  if (window.matchMedia("(max-width: 66rem)").matches) contents.open = false;

  const links = Array.from(contents.querySelectorAll('a[href^="#"]'));
  const places = links.map((link) => document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1))));

  const asked = () => places.findIndex((place) => place && "#" + encodeURIComponent(place.id) === location.hash &&
    place.getBoundingClientRect().top >= 0 && place.getBoundingClientRect().top < window.innerHeight);

  // The section at the upper third of the window is the one that is read; at the page's end, where not every section
  // can reach that, it is the one that the address names, or the last.
  const mark = () => {
    const line = window.innerHeight / 3;
    const atEnd = window.scrollY > 0 && window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2;
    let current = -1;
    places.forEach((place, at) => { if (place && place.getBoundingClientRect().top <= line) current = at; });
    if (atEnd) current = asked() < 0 ? places.length - 1 : asked();
    links.forEach((link, at) => {
      if (at === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  };
  window.addEventListener("scroll", soon, { passive: true });
  window.addEventListener("resize", soon);
  mark();
})();
