import { defineConfig } from "vite";

// The page is served under a Content-Security-Policy that allows nothing inline, so nothing small becomes a data: address.
export default defineConfig({
  build: {
    outDir: "../src/polybius/web/page",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    target: "es2022",
    rolldownOptions: {
      // "use client" is for servers that render React; there is none here.
      onLog: (level, log, handle) => log.code !== "MODULE_LEVEL_DIRECTIVE" && handle(level, log),
    },
  },
  worker: { format: "es" },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
});
