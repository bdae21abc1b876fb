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
    const hint = (href, kind) =>
      document.head.append(Object.assign(document.createElement("link"), { href, crossOrigin: "", ...kind }));
    hint(module, { rel: "preload", as: "fetch", type: "application/wasm" });
    const lists = [...document.querySelectorAll('meta[name="code"]')].flatMap((meta) => meta.content.split(" "));
    for (const href of new Set(lists.filter(Boolean))) {
      // Parts are asked for once the module runs, which takes seconds where the machine is slow: until then the
      // browser's cache keeps them, for a preload is only meant for what is used at once. Whoever needs a part that
      // could not be had tries again.
      if (href.endsWith(".wasm")) fetch(href).then((part) => part.arrayBuffer()).catch(() => {});
      else hint(href, { rel: "modulepreload" });
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
