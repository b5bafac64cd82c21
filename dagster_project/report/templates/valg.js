(function () {
  "use strict";
  var select = document.getElementById("vaelg"), PREFIX = "#kommune-";

  function chosen() { return select ? select.value : ""; }

  // The choice lives in the address, so that it follows every link and needs no storage.
  function read() {
    var key = location.hash.indexOf(PREFIX) === 0 ? decodeURIComponent(location.hash.slice(PREFIX.length)) : "";
    if (select && Array.prototype.some.call(select.options, function (o) { return o.value === key; })) select.value = key;
  }

  function mark() {
    var key = chosen(), name = key ? select.options[select.selectedIndex].text : null;
    document.querySelectorAll("[data-kommune]").forEach(function (e) {
      e.classList.toggle("valgt", e.dataset.kommune === key);
      if (e.matches("section")) e.hidden = Boolean(key) && e.dataset.kommune !== key;
    });
    document.querySelectorAll(".figur text").forEach(function (t) { t.classList.toggle("valgt", name !== null && t.textContent === name); });
    document.querySelectorAll("nav[aria-label=Sider] a").forEach(function (a) {
      a.setAttribute("href", a.getAttribute("href").split("#")[0] + (key ? PREFIX + key : ""));
    });
  }

  function fit(spec, width) {
    var facet = spec.usermeta.facet, wide = Math.max(260, width);
    if (facet > 0) spec.columns = Math.max(1, Math.min(spec.columns || 1, Math.floor(wide / facet)));
    if (facet === 0) {
      spec.autosize = { type: "fit-x", contains: "padding" };
      spec.width = Math.min(wide, 860);
      if (spec.usermeta.right) spec.padding = { left: 5, top: 5, bottom: 5, right: spec.usermeta.right };
    }
    spec.config.axis.labelLimit = Math.min(320, wide * 0.45);
    if (wide < 520) {
      spec.config.legend.columns = spec.usermeta.legend === 2 ? 1 : 2;
      spec.params[0].value = 0.16;
    }
    return spec;
  }

  function draw(figure) {
    var place = figure.querySelector(".tegning"), text = figure.querySelector("script");
    if (!text || figure.dataset.tegnet) return;
    figure.dataset.tegnet = "ja";
    var still = place.innerHTML, spec = JSON.parse(text.textContent);
    window.vegaEmbed(place, fit(spec, place.clientWidth), {
      mode: "vega-lite", actions: false, renderer: "svg", defaultStyle: false, logLevel: 1,
      formatLocale: JSON.parse(document.getElementById("talformat").textContent)
    }).then(mark, function () { place.innerHTML = still; });
  }

  function begin() {
    read();
    if (select) {
      select.closest("p").hidden = false;
      select.addEventListener("change", function () {
        history.replaceState(null, "", chosen() ? PREFIX + chosen() : location.pathname.split("/").pop());
        mark();
      });
      addEventListener("hashchange", function () { read(); mark(); });
    }
    mark();
    if (!window.vegaEmbed || !window.IntersectionObserver) return;
    var seen = new IntersectionObserver(function (all) {
      all.forEach(function (one) { if (one.isIntersecting) { seen.unobserve(one.target); draw(one.target); } });
    }, { rootMargin: "400px" });
    document.querySelectorAll(".figur").forEach(function (figure) { seen.observe(figure); });
  }

  addEventListener("DOMContentLoaded", begin);
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (d) { d.open = true; });
    document.querySelectorAll("section[hidden]").forEach(function (s) { s.hidden = false; });
  });
  addEventListener("afterprint", mark);
}());
