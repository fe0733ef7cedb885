(element, source) => {
  // The notebook that the form is in has the focus: its button was just pressed.
  const app = window.jupyterapp;
  const cells = app?.shell.currentWidget?.content?.model?.sharedModel?.cells ?? [];
  const cell = cells.find((cell) => (cell.getMetadata().tags ?? []).includes("parameters"));
  if (cell) {
    cell.setSource(source);
    app.commands.execute("notebook:run-all-cells");
    return;
  }
  const note = document.createElement("p");
  note.textContent = "Put these lines into the parameters cell, and run all cells:";
  const lines = document.createElement("pre");
  lines.textContent = source;
  element.append(note, lines);
}
