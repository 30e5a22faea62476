// Entry of a record by keyboard: rows (core/admin/rows.py), lookups (core/admin/lookups.py) and
// citations that are made from the field they are about. Without this file the form still works:
// its empty rows are there, a lookup is a text field, a citation has its list.
(() => {
  const WIDGETS = "input:not([type=hidden]), select, textarea";

  // --- where things are --------------------------------------------------------------------------

  const isSeen = (element) => element.offsetParent !== null;
  const rowsOf = (formset) =>
    [...formset.querySelectorAll(":scope > [data-row]")].filter((row) => !row.hasAttribute("data-tucked"));
  const firstField = (within) =>
    [...within.querySelectorAll(WIDGETS)].find((field) => isSeen(field) && !field.disabled);
  const isNew = (row) => row.querySelector(":scope > [data-clear]") !== null;

  function focusOn(field) {
    if (!field) return;
    field.focus();
    if (field.select && field.type !== "checkbox") field.select();
    field.scrollIntoView({ block: "nearest" });
  }

  // --- rows --------------------------------------------------------------------------------------

  function prepare(root) {
    root.querySelectorAll("[data-add], [data-clear]").forEach((button) => (button.hidden = false));
    // The spare rows for browsers without JavaScript would only be in the way.
    root.querySelectorAll("[data-on-change] > [data-blank]").forEach((row) => row.setAttribute("data-tucked", ""));
  }

  function addRow(formset) {
    const spare = formset.querySelector(":scope > [data-tucked]");
    if (spare) {
      spare.removeAttribute("data-tucked");
      return spare;
    }
    const template = formset.querySelector(":scope > template");
    if (!template) return null;
    const prefix = formset.dataset.formset;
    const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
    const most = document.getElementById(`id_${prefix}-MAX_NUM_FORMS`);
    if (Number(total.value) >= Number(most.value)) return null;
    const holder = document.createElement("div");
    holder.innerHTML = template.innerHTML.replaceAll(`${prefix}-__prefix__`, `${prefix}-${total.value}`);
    const row = holder.firstElementChild;
    renameCodes(row);
    template.before(row);
    total.value = Number(total.value) + 1;
    prepare(row);
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }));
    return row;
  }

  // Each new row needs a code of its own; copies of one template have the template's.
  function renameCodes(copy) {
    [copy, ...copy.querySelectorAll("[data-row-code]")].forEach((row) => {
      const input = row.querySelector(":scope > input[name$='-code']");
      if (!input) return;
      input.value = row.dataset.rowCode = newCode();
    });
  }

  function newCode() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  function clearRow(row) {
    row.querySelectorAll(WIDGETS).forEach((field) => {
      if (field.tagName === "SELECT") {
        field.selectedIndex = Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
      } else if (field.type === "checkbox") field.checked = field.defaultChecked;
      else field.value = "";
    });
    row.querySelectorAll(".partial-date-understood").forEach((said) => (said.textContent = ""));
    row.setAttribute("data-tucked", "");
    row.setAttribute("data-blank", "");
  }

  function nextRow(formset, row) {
    const rows = rowsOf(formset);
    focusOn(firstField(rows[rows.indexOf(row) + 1] ?? addRow(formset) ?? row));
  }

  document.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add]");
    if (add) focusOn(firstField(addRow(add.parentElement) ?? add.parentElement));
    const clear = event.target.closest("[data-clear]");
    if (clear) clearRow(clear.closest("[data-row]"));
  });

  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!target.matches?.(".case-fold") || !target.open) return;
      if (!target.contains(document.activeElement)) return;
      const formset = target.querySelector("[data-formset]");
      if (formset && rowsOf(formset).length === 0) addRow(formset);
      focusOn(firstField(target));
    },
    true
  );

  // --- keys --------------------------------------------------------------------------------------

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("#content-main form");
    if (event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      const button = document.querySelector("button[name=_continue]") ?? document.querySelector("button[name=_save]");
      if (!button) return;
      event.preventDefault();
      return button.click();
    }
    if (!form) return;
    const row = event.target.closest("[data-row]");
    const formset = row?.parentElement.closest("[data-formset]");
    if (event.ctrlKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      return otherSection(form, event.target, event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.altKey && event.code === "KeyN" && formset) {
      event.preventDefault();
      return focusOn(firstField(addRow(formset) ?? row));
    }
    if (event.altKey && event.code === "KeyC" && row) {
      event.preventDefault();
      return cite(row, event.target);
    }
    if (event.key === "Escape" && citedFrom?.isConnected) {
      event.preventDefault();
      focusOn(citedFrom);
      citedFrom = null;
      return;
    }
    if (event.key === "Enter" && event.target.matches("input, select") && !event.ctrlKey && !event.altKey) {
      event.preventDefault(); // Enter in the middle of a long form must not send it
      if (formset) return nextRow(formset, row);
      const fields = [...form.querySelectorAll(WIDGETS)].filter(isSeen);
      focusOn(fields[fields.indexOf(event.target) + 1]);
    }
  });

  function otherSection(form, from, step) {
    const stops = [...form.querySelectorAll("[data-stop]")]
      .map((stop) => {
        const fold = stop.querySelector(":scope > details.case-fold:not([open])");
        return fold ? fold.querySelector("summary") : firstField(stop);
      })
      .filter((target, index, all) => target && isSeen(target) && all.indexOf(target) === index);
    const isAfter = (target) => from.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
    const isBefore = (target) => from.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING;
    focusOn(step > 0 ? stops.find(isAfter) : stops.findLast(isBefore));
  }

  // --- citations ---------------------------------------------------------------------------------

  let citedFrom = null;
  const targets = () => [...document.querySelectorAll("select[data-cites]")];

  // The list of what can be cited follows the rows as they are on the screen now.
  function refresh(select) {
    const chosen = select.value;
    const known = new Set([...select.options].map((option) => option.value));
    document.querySelectorAll("[data-row-code]").forEach((row) => {
      if (!isSeen(row) || row.contains(select)) return;
      const start = row.dataset.rowCode;
      const group = [...select.querySelectorAll("optgroup")].find((each) => each.dataset.code === start);
      if (group) group.label = labelOf(row);
      else if (!known.has(`${start}:`)) select.append(groupFor(row));
      else {
        const named = [...select.options].find((option) => option.value === `${start}:`).closest("optgroup");
        if (named) {
          named.dataset.code = start;
          if (isNew(row)) named.label = labelOf(row);
        }
      }
    });
    select.value = chosen;
  }

  function groupFor(row) {
    const group = document.createElement("optgroup");
    group.label = labelOf(row);
    group.dataset.code = row.dataset.rowCode;
    const facts = row.querySelectorAll(
      ":scope > .case-own > .case-fields > [data-field], :scope > .case-own > .case-more [data-field]"
    );
    const whole = targets()[0]?.dataset.cites;
    group.append(new Option(whole, `${row.dataset.rowCode}:`));
    facts.forEach((fact) => {
      if (fact.dataset.field === "staff_note" || fact.dataset.field === "is_confidential") return;
      const label = fact.querySelector(".case-label").textContent.replace("*", "").trim();
      group.append(new Option(label, `${row.dataset.rowCode}:${fact.dataset.field}`));
    });
    return group;
  }

  function labelOf(row) {
    const typed = [...row.querySelectorAll(":scope > .case-own > .case-fields input")]
      .map((input) => input.value.trim())
      .filter(Boolean);
    return [row.dataset.rowLabel, ...typed.slice(0, 2)].join(" ").slice(0, 80);
  }

  document.addEventListener("focusin", ({ target }) => target.matches?.("select[data-cites]") && refresh(target));

  function cite(row, field) {
    const formset = targets()[0]?.closest("[data-formset]") ?? document.querySelector("[data-formset$=citations]");
    if (!formset || formset.contains(row)) return;
    const spare = rowsOf(formset).find(
      (each) => isNew(each) && ![...each.querySelectorAll("input[type=text]")].some((input) => input.value)
    );
    const citation = spare ?? addRow(formset);
    const select = citation.querySelector("select[data-cites]");
    refresh(select);
    const code = row.dataset.rowCode ?? "";
    const name = field.closest("[data-field]")?.dataset.field ?? "";
    select.value = `${code}:${name}`;
    if (select.selectedIndex < 0) select.value = code ? `${code}:` : "";
    citedFrom = field;
    focusOn(citation.querySelector("[data-lookup]"));
  }

  // --- lookups -----------------------------------------------------------------------------------

  class Lookup {
    constructor(input) {
      this.input = input;
      this.list = null;
      this.asked = "";
      input.setAttribute("role", "combobox");
      input.setAttribute("aria-autocomplete", "list");
      input.setAttribute("aria-expanded", "false");
    }

    typed() {
      clearTimeout(this.timer);
      this.isWaiting = true;
      this.picksWhenReady = false;
      this.timer = setTimeout(() => this.ask(), 120);
    }

    async ask() {
      const text = this.input.value.trim().replace(/^\+\s*/, "");
      this.asked = text;
      if (!text) {
        this.isWaiting = false;
        return this.close();
      }
      let rows = [];
      try {
        const url = `${this.input.dataset.lookup}&term=${encodeURIComponent(text)}`;
        const response = await fetch(url, { credentials: "same-origin" });
        if (response.ok) rows = (await response.json()).results;
      } catch {
        rows = [];
      }
      if (this.asked !== text) return;
      this.isWaiting = false;
      this.show(text, rows);
      if (this.picksWhenReady) this.pick();
    }

    show(text, rows) {
      this.close();
      const same = (a, b) => a.localeCompare(b, undefined, { sensitivity: "accent" }) === 0;
      const choices = rows.map((row) => {
        const isShared = rows.some((other) => other !== row && other.text === row.text);
        const value = isShared ? `${row.text} #${row.id}` : row.text;
        return { value, label: value };
      });
      if (this.input.dataset.lookupCanAdd === "true" && !rows.some((row) => same(row.text, text))) {
        choices.push({ value: `+ ${text}`, label: text, adds: true });
      }
      this.list = document.createElement("ul");
      this.list.className = "case-choices";
      this.list.role = "listbox";
      this.list.id = `${this.input.id}_choices`;
      choices.forEach((choice, index) => {
        const item = document.createElement("li");
        item.role = "option";
        item.id = `${this.list.id}_${index}`;
        item.textContent = choice.label;
        item.dataset.value = choice.value;
        if (choice.adds) item.dataset.adds = "";
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          this.mark(index);
          this.pick();
        });
        this.list.append(item);
      });
      if (!choices.length) return (this.list = null);
      this.input.closest(".case-field").append(this.list);
      this.input.setAttribute("aria-expanded", "true");
      this.input.setAttribute("aria-controls", this.list.id);
      const exact = choices.findIndex((choice) => same(choice.value, text));
      this.mark(Math.max(0, exact));
    }

    mark(index) {
      const items = [...this.list.children];
      this.marked = (index + items.length) % items.length;
      items.forEach((item, i) => item.setAttribute("aria-selected", String(i === this.marked)));
      this.input.setAttribute("aria-activedescendant", items[this.marked].id);
      items[this.marked].scrollIntoView({ block: "nearest" });
    }

    pick() {
      this.picksWhenReady = false;
      if (!this.list) return;
      this.input.value = this.list.children[this.marked].dataset.value;
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
      this.close();
    }

    close() {
      this.list?.remove();
      this.list = null;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    key(event) {
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
      if (event.key === "Enter" && isPlain && this.isWaiting) {
        this.picksWhenReady = true;
        return event.preventDefault();
      }
      if (!this.list || !isPlain) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        this.mark(this.marked + (event.key === "ArrowDown" ? 1 : -1));
        event.preventDefault();
      } else if (event.key === "Enter") {
        this.pick();
        event.preventDefault();
      } else if (event.key === "Escape") {
        this.close();
        event.preventDefault();
      }
    }
  }

  const lookups = new WeakMap();
  const lookupOf = (input) => {
    if (!input.matches?.("[data-lookup]")) return null;
    if (!lookups.has(input)) lookups.set(input, new Lookup(input));
    return lookups.get(input);
  };
  document.addEventListener("input", ({ target }) => lookupOf(target)?.typed());
  document.addEventListener("focusout", ({ target }) => lookupOf(target)?.close());
  window.addEventListener("keydown", (event) => lookupOf(event.target)?.key(event), true);

  document.addEventListener("DOMContentLoaded", () => prepare(document));

  // The admin's frame hides the page until it is ready; nothing can be focused before.
  window.addEventListener("load", () =>
    requestAnimationFrame(() => {
      const wrong = document.querySelector(".case-error");
      if (wrong) return wrong.scrollIntoView({ block: "center" });
      const isNewRecord = document.querySelector("#django-admin-form-add-constants[data-model-name]");
      const form = document.querySelector("#content-main form");
      if (isNewRecord && form && document.activeElement === document.body) focusOn(firstField(form));
    })
  );
})();
