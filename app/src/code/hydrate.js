(script, module) => {
  // When the page began to go elsewhere, also before its code was there to notice: milliseconds of its own clock.
  addEventListener("beforeunload", () => (document.documentElement.dataset.left = performance.now()));
  // What was typed and chosen before the page listened is told to it once it does.
  const early = { input: new Set(), change: new Set() };
  const note = ({ type, target }) => early[type].add(target);
  for (const type in early) addEventListener(type, note, true);
  const tell = () => {
    for (const type in early) {
      removeEventListener(type, note, true);
      for (const target of early[type]) target.dispatchEvent(new Event(type, { bubbles: true }));
    }
  };
  const begin = async () => {
    const lists = [...document.querySelectorAll('meta[name="code"]')].flatMap((meta) => meta.content.split(" "));
    for (const href of new Set([module, ...lists.filter(Boolean)])) {
      const wasm = href.endsWith(".wasm");
      const link = Object.assign(document.createElement("link"), { rel: wasm ? "preload" : "modulepreload", href });
      if (wasm) Object.assign(link, { as: "fetch", type: "application/wasm" });
      link.crossOrigin = "";
      document.head.append(link);
    }
    const code = await import(script);
    await code.default({ module_or_path: module });
    // The browser draws and hears input between two pieces of work.
    await new Promise((done) => setTimeout(done));
    await code.hydrate();
    tell();
  };
  addEventListener("DOMContentLoaded", () => {
    // A page that nobody sees is never painted.
    if (document.hidden) setTimeout(begin);
    else requestAnimationFrame(() => setTimeout(begin));
  });
}
