// While a person is typed: who here may be the same. Without this file the form asks when it is saved.
(() => {
  const ASKED = /^(display_name|sex|born_on|names-\d+-(text|DELETE)|detentions-\d+-(began_on|place|region))$/;
  const WAIT = 400; // milliseconds of rest before the office is asked

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-likely]");
    const form = box?.closest("form");
    if (!form) return;
    const list = box.querySelector("[data-likely-list]");
    const status = box.querySelector("[role=status]");
    let timer, asking, asked;

    form.addEventListener("input", ({ target }) => ASKED.test(target.name) && wait());
    form.addEventListener("change", ({ target }) => ASKED.test(target.name) && wait());
    form.addEventListener("reset", wait);

    function wait() {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    }

    function facts() {
      const sent = new FormData();
      new FormData(form).forEach((value, name) => {
        if (ASKED.test(name) && value) sent.append(name, value);
      });
      return sent;
    }

    async function ask() {
      const sent = facts();
      const text = new URLSearchParams(sent).toString();
      if (text === asked) return;
      asked = text;
      asking?.abort();
      asking = new AbortController();
      for (const name of ["of_record", "csrfmiddlewaretoken"]) sent.append(name, form.elements[name].value);
      ticked().forEach((value) => sent.append("not_same", value));
      try {
        const response = await fetch(box.dataset.likely, { method: "POST", body: sent, signal: asking.signal });
        if (response.ok) show(await response.text());
      } catch (error) {
        if (error.name !== "AbortError") asked = undefined; // the line is bad: asked again at the next key
      }
    }

    const ticked = () => [...list.querySelectorAll("[name=not_same]:checked")].map((each) => each.value);

    function show(html) {
      const kept = [...list.querySelectorAll("[name=likely_seen]")];
      const held = list.contains(document.activeElement) ? document.activeElement.value : null;
      list.innerHTML = html;
      list.append(...kept);
      if (held) list.querySelector(`[value="${CSS.escape(held)}"]`)?.focus();
      const said = list.querySelector("[data-said]")?.dataset.said ?? "";
      if (status.textContent !== said) status.textContent = said;
    }
  });
})();
