/* The period's report keeps itself: two seconds after the last key, and when the tab is left. Without a script the button does it. */
"use strict";
(function () {
  const form = document.getElementById("unit-report"), line = document.getElementById("autosaved");
  if (!form || !line) return;
  let wait = 0, dirty = false, running = false;

  const take = (told) => {
    line.textContent = told.said;
    line.classList.toggle("bad", !told.ok);
    Object.entries(told.saves || {}).forEach(([uid, count]) => {
      const field = form.elements.namedItem(uid + "-saves");
      if (field) field.value = count;
    });
  };

  const save = (leaving) => {
    if (!dirty || running) return;
    const data = new FormData(form);
    data.delete("form_key");  // each keeping is one of its own; the button's key stays for the button
    form.querySelectorAll("input[type=file]").forEach((i) => data.delete(i.name));
    dirty = false;
    running = true;
    fetch(form.action, { method: "POST", body: data, headers: { "X-Autosave": "1" }, keepalive: leaving, redirect: "error" })
      .then((answer) => answer.json()).then(take)
      .catch(() => { dirty = true; line.textContent = line.dataset.lost; line.classList.add("bad"); })
      .finally(() => { running = false; if (dirty && !leaving) { clearTimeout(wait); wait = setTimeout(save, 10000); } });
  };

  form.addEventListener("input", (e) => {
    if (e.target.type === "file") return;
    dirty = true;
    clearTimeout(wait);
    wait = setTimeout(save, 2000);
  });
  form.addEventListener("submit", () => { clearTimeout(wait); dirty = false; });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });
})();
