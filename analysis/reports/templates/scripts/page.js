// Brings a chart to life when the reader turns to it. Until then it is the drawing that came with the page; one whose
// drawing does not fit this window, or that has none, is drawn when it comes near, and before the page is printed.
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

  // The library is a megabyte that most visits never need: it runs when the first chart comes to life.
  const embed = (...given) => {
    if (!window.vegaEmbed) {
      const script = document.createElement("script");
      script.textContent = document.getElementById("chart-library").textContent;
      document.head.append(script);
    }
    return window.vegaEmbed(...given);
  };

  const explain = (plot, error) => {
    const note = document.createElement("p");
    note.className = "plot-failed";
    note.textContent =
      "This chart could not be drawn in this browser (" + (error.message || error) + "). " +
      "Its numbers are in the table below it.";
    plot.replaceChildren(note);
  };

  // Drawn beside the picture and then put in its place, so that nothing flickers.
  const draw = async (plot) => {
    const still = plot.firstElementChild;
    const live = document.createElement("div");
    live.className = "plot-live";
    plot.append(live);
    plot.dataset.state = "drawing";
    try {
      const spec = JSON.parse(document.getElementById(plot.dataset.spec).textContent);
      const result = await embed(live, spec, options);
      still?.remove();
      plot.dataset.state = "drawn";
      return result.view;
    } catch (error) {
      live.remove();
      plot.dataset.state = "failed";
      if (!still) explain(plot, error);
      throw error;
    }
  };
  for (const plot of plots) {
    let view = null;
    plot.comeAlive = () => (view ??= draw(plot));
  }
  const enliven = (plot) => plot.comeAlive().catch(() => {});

  const isStill = (plot) => plot.dataset.state === "still";
  // A picture scaled more than this has letters too small, or too large.
  const fits = (plot) => {
    const scale = plot.dataset.width ? plot.clientWidth / Number(plot.dataset.width) : 1;
    return isStill(plot) && scale > 0.83 && scale < 1.15;
  };

  for (const plot of plots) {
    plot.addEventListener("pointerenter", () => enliven(plot), { once: true });
    // A finger touches and clicks at once: the click is meant for the mark that will lie where the picture has it.
    plot.addEventListener("click", async (event) => {
      if (plot.dataset.state === "drawn" || plot.dataset.state === "failed") return;
      await enliven(plot);
      const { clientX, clientY } = event;
      document.elementFromPoint(clientX, clientY)?.dispatchEvent(
        new MouseEvent("click", { bubbles: true, cancelable: true, view: window, clientX, clientY }));
    });
  }

  // A closed fold has no width to draw into: its charts are drawn when it opens.
  const visible = (plot) => !plot.closest("details:not([open])");

  if ("IntersectionObserver" in window) {
    const near = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting && !fits(target)) enliven(target);
      },
      { rootMargin: "400px 0px" },
    );
    plots.forEach((plot) => near.observe(plot));
    window.addEventListener("resize", () => {
      plots.filter(isStill).forEach((plot) => { near.unobserve(plot); near.observe(plot); });
    });
  } else {
    plots.filter((plot) => !fits(plot)).forEach(enliven);
  }

  // Folds print as they stand, or all of them open where the reader asked for everything; those of a chart's numbers
  // would double every table.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    const folds = "details:not([open]):not(.numbers):not(.contents > details):not(.filters-fold)";
    const whole = document.documentElement.matches(".print-whole");
    closed = whole ? Array.from(document.querySelectorAll(folds)) : [];
    closed.forEach((fold) => { fold.open = true; });
    plots.filter((plot) => visible(plot) && !isStill(plot)).forEach(enliven);
  });
  window.addEventListener("afterprint", () => {
    closed.forEach((fold) => { fold.open = false; });
  });
})();
