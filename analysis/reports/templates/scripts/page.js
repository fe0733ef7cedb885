// Draws each chart when it comes near the reader, and all of them before the page is printed.
"use strict";
(() => {
  const plots = Array.from(document.querySelectorAll(".plot"));
  const options = {
    mode: "vega-lite",
    ast: true, // no expression is compiled by the browser, so that the page's policy can forbid eval
    renderer: "svg",
    actions: false,
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  };

  const explain = (plot, error) => {
    const note = document.createElement("p");
    note.className = "plot-failed";
    note.textContent =
      "This chart could not be drawn in this browser (" + (error.message || error) + "). " +
      "Its numbers stand in the table below it.";
    plot.replaceChildren(note);
    plot.dataset.state = "failed";
  };

  const draw = async (plot) => {
    if (plot.dataset.state) return;
    plot.dataset.state = "drawing";
    try {
      const spec = JSON.parse(document.getElementById(plot.dataset.spec).textContent);
      const result = await window.vegaEmbed(plot, spec, options);
      plot.chartView = result.view;
      plot.dataset.state = "drawn";
    } catch (error) {
      explain(plot, error);
    }
  };

  // A closed fold has no width to draw into: its charts are drawn when it opens.
  const visible = (plot) => plot.offsetParent !== null || plot.getClientRects().length > 0;

  if ("IntersectionObserver" in window) {
    const near = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (entry.isIntersecting) {
            near.unobserve(entry.target);
            draw(entry.target);
          }
        }
      },
      { rootMargin: "400px 0px" },
    );
    plots.forEach((plot) => near.observe(plot));
  } else {
    plots.forEach(draw);
  }

  // Where the contents stand above the page and not beside it, they begin folded.
  const contents = document.querySelector(".contents > details");
  if (contents && window.matchMedia("(max-width: 66rem)").matches) contents.open = false;

  // Folds print open, and go back to what they were; those of a chart's numbers would double every table.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = Array.from(document.querySelectorAll("details:not([open]):not(.numbers):not(.contents > details)"));
    closed.forEach((fold) => { fold.open = true; });
    plots.filter(visible).forEach(draw);
  });
  window.addEventListener("afterprint", () => {
    closed.forEach((fold) => { fold.open = false; });
  });
})();
