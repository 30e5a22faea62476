// Says below a date input, while one types, how the date is understood (core/forms.py).
// Listens on the document, so that rows added to a form later are heard too.
(() => {
  const waiting = new WeakMap();

  document.addEventListener("input", ({ target }) => {
    const box = target.closest?.("[data-read-url]");
    if (!box) return;
    clearTimeout(waiting.get(box));
    waiting.set(box, setTimeout(() => read(box, target), 500));
  });

  // A new row is a copy: its ids have been numbered, what points at them has not.
  document.addEventListener("formset:added", ({ target }) => {
    target.querySelectorAll?.("[data-read-url] input").forEach((input) => {
      const described = input.getAttribute("aria-describedby");
      const number = input.id.match(/-(\d+)-/)?.[1];
      if (described && number) {
        input.setAttribute("aria-describedby", described.replaceAll("__prefix__", number));
      }
    });
  });

  async function read(box, input) {
    const typed = input.value.trim();
    const said = box.querySelector(".partial-date-understood");
    if (!typed) return show("", false);
    let answer;
    try {
      const query = new URLSearchParams({ text: typed });
      const response = await fetch(`${box.dataset.readUrl}?${query}`, { credentials: "same-origin" });
      if (!response.ok) return show("", false);
      answer = await response.json();
    } catch {
      return show("", false);
    }
    if (input.value.trim() !== typed) return;
    if (answer.error) return show(answer.error, true);
    const isPlain = answer.edtf === typed && /^\d{4}-\d{2}-\d{2}$/.test(typed);
    show(isPlain ? "" : `${said.dataset.label} ${answer.words}`, false);

    function show(text, isError) {
      said.textContent = text;
      input.setAttribute("aria-invalid", String(isError));
    }
  }
})();
