// Words that are marked on a page's picture or in its text go into the field for a new fact.
const field = document.querySelector("[data-marked]");
const LONGEST = 4000;

if (field) {
  const form = field.form;
  const note = document.createElement("p");
  note.className = "small";
  note.setAttribute("role", "status");
  form.append(note);
  document.addEventListener("pointerup", take);
  document.addEventListener("keyup", (event) => event.shiftKey && take());

  function take() {
    const chosen = document.getSelection();
    const words = chosen?.toString().replace(/\s+/g, " ").trim() ?? "";
    const place = chosen?.anchorNode?.parentElement?.closest(".words, [data-markable]");
    if (!place || words.length < 3 || words.length > LONGEST) return;
    field.value = words;
    form.closest("details").open = true;
    note.textContent = "De markerade orden står i fältet.";
  }
}
