// Suggestions under a search field, as the combobox of the WAI-ARIA Authoring Practices (list autocomplete, no
// selection of its own): arrows move, Enter chooses and searches, Escape closes. Without it the form works as it is.
const PATIENCE = 90; // milliseconds without a key before asking
const LEAST = 2; // letters

function combobox(input) {
  const form = input.form;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  const holder = document.createElement("div");
  list.id = `${input.id}-forslag`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Förslag");
  status.className = "hidden";
  status.setAttribute("role", "status");
  holder.className = "combobox";
  const focused = document.activeElement === input;
  input.before(holder);
  holder.append(input, list, status);
  if (focused) input.focus();
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  let chosen = -1;
  let typed = input.value;
  let timer = 0;
  let asking = null;

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (index) => {
    const options = [...list.children];
    chosen = index;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (index < 0) {
      input.removeAttribute("aria-activedescendant");
      input.value = typed;
      return;
    }
    input.setAttribute("aria-activedescendant", options[index].id);
    input.value = options[index].dataset.label;
    options[index].scrollIntoView({ block: "nearest" });
  };

  const show = (found) => {
    list.replaceChildren(
      ...found.map(({ label, kind }, i) => {
        const option = document.createElement("li");
        const about = document.createElement("span");
        option.id = `${list.id}-${i}`;
        option.dataset.label = label;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        about.className = "muted small";
        about.textContent = kind;
        option.append(`${label} `, about);
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault(); // the field keeps the focus
          input.value = label;
          close();
          form.requestSubmit();
        });
        return option;
      }),
    );
    chosen = -1;
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    const said = { 0: "Inga förslag.", 1: "1 förslag." };
    status.textContent = said[found.length] ?? `${found.length} förslag. Välj med pilarna.`;
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`/api/suggest?${new URLSearchParams({ q: typed })}`, { signal: asking.signal });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close(); // the service is away: searching says so
    }
  };

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    if (typed.trim().length < LEAST) close();
    else timer = setTimeout(ask, PATIENCE);
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = list.children.length - 1;
    const open = !list.hidden;
    if (event.key === "ArrowDown" && (open || typed.trim().length >= LEAST)) {
      if (open) mark(chosen === last ? -1 : chosen + 1);
      else ask();
    } else if (event.key === "ArrowUp" && open) mark(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Escape" && open) {
      mark(-1);
      close();
    } else return;
    event.preventDefault();
  });
}

document.querySelectorAll("input[data-suggest]").forEach(combobox);
