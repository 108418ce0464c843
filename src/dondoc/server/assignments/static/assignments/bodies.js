/* Picker of bodies: filter without marks, count what is chosen, never both lead and support. Works without this too. */
"use strict";
(function () {
  const form = document.querySelector("form.bodies");
  if (!form) return;
  const fold = (t) => t.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ").trim();
  const rows = Array.from(form.querySelectorAll("[data-row]"));
  rows.forEach((r) => { r.dataset.f = fold(r.querySelector(".pick-name").textContent); });
  const tell = () => ["lead", "support", "left_out"].forEach((name) => {
    const sum = Array.from(form.querySelectorAll('input[name="' + name + '"]:checked')).reduce((n, i) => n + Number(i.dataset.size || 1), 0);
    form.querySelector('[data-count="' + name + '"]').textContent = String(sum);
  });
  form.addEventListener("change", (e) => {
    const other = { lead: "support", support: "lead" }[e.target.name];
    const row = e.target.closest("[data-row]");
    if (row && e.target.checked && other) row.querySelector('input[name="' + other + '"]').checked = false;
    tell();
  });
  const find = document.getElementById("words");
  const narrow = () => {
    const w = fold(find.value);
    rows.forEach((r) => r.classList.toggle("hidden", w !== "" && !r.dataset.f.includes(w) && !r.querySelector("input:checked")));
    form.querySelectorAll("[data-branch]").forEach((b) => b.classList.toggle("hidden", !b.querySelector("[data-row]:not(.hidden)")));
  };
  let wait;
  find.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(narrow, 200); });
  tell();
})();
