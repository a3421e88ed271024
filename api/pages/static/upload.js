// Files dropped anywhere on the form go into its field, and those chosen are named before they are sent.
const field = document.querySelector("form.upload input[type=file]");

if (field) {
  const form = field.form;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  status.className = "small";
  status.setAttribute("role", "status");
  list.className = "plain small file";
  form.append(status, list);

  const show = () => {
    const files = [...field.files];
    status.textContent = files.length === 0 ? "" : files.length === 1 ? "1 fil är vald." : `${files.length} filer är valda.`;
    list.replaceChildren(
      ...files.map((file) => {
        const item = document.createElement("li");
        const pdf = file.name.toLowerCase().endsWith(".pdf");
        item.textContent = `${file.name} (${Math.max(1, Math.round(file.size / 1000))} kB)${pdf ? "" : ", är kanske ingen PDF"}`;
        return item;
      }),
    );
  };
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.add("over");
  };

  field.addEventListener("change", show);
  form.addEventListener("dragenter", over);
  form.addEventListener("dragover", over);
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    form.classList.remove("over");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    field.files = event.dataTransfer.files;
    show();
  });
  form.addEventListener("submit", () => {
    status.textContent = "Filerna skickas …";
  });
}
