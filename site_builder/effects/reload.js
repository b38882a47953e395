// Added by `site-builder serve` to pages at the moment they are served; no file holds it.
// It asks once a second whether there is a newer build, and shows what stopped the last one.
(function () {
  "use strict";
  var shown = null;
  var panel = null;

  function hide() {
    if (panel) { panel.remove(); panel = null; }
  }

  function show(problems) {
    hide();
    panel = document.createElement("section");
    panel.setAttribute("role", "alert");
    panel.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;" +
      "z-index:2147483647;margin:0;padding:1rem;background:#fff;color:#1a1a1a;" +
      "border-top:4px solid #b3261e;font:14px/1.5 monospace;white-space:pre-wrap";
    var title = document.createElement("strong");
    title.textContent = problems.title;
    var text = document.createElement("div");
    text.textContent = problems.text;
    panel.append(title, text);
    document.body.append(panel);
  }

  function look() {
    fetch("/-/state", { cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (state) {
        if (shown === null) { shown = state.version; }
        if (state.version !== shown) { location.reload(); return; }
        if (!state.problems) { hide(); return; }
        if (!panel || panel.lastChild.textContent !== state.problems.text) { show(state.problems); }
      })
      .catch(function () { /* the server is gone or restarting: ask again */ })
      .finally(function () { setTimeout(look, 1000); });
  }

  if (!document.querySelector("[data-problems]")) { look(); return; }
  // The page is itself the list of problems: wait for a build that succeeds.
  setInterval(function () {
    fetch("/-/state", { cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (state) {
        var text = document.querySelector("[data-problems]").textContent;
        if (!state.problems || state.problems.text !== text) { location.reload(); }
      })
      .catch(function () {});
  }, 1000);
})();
