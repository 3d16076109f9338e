import { fileURLToPath } from 'node:url'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const api = process.env.EQUILIBRATE_API ?? 'http://127.0.0.1:8080'

/** Every component is imported by name and every icon is bundled, so that the page asks no other host for anything. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [
    vue(),
    ui({
      autoImport: false,
      components: false,
      colorMode: false,
      dts: false,
      experimental: { componentDetection: true },
      ui: { modal: { slots: { overlay: 'fixed inset-0 bg-neutral-950/55' } } },
      icon: {
        clientBundle: { scan: { globInclude: ['**/*.{vue,ts}'], globExclude: ['dist', 'node_modules'] } },
      },
    }),
  ],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
  server: { proxy: { '/v1': api, '/auth': api, '/oidc': api } },
})
