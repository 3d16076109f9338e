import icons from '@nuxt/ui/runtime/vue/plugins/icons.js'
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './App.vue'
import { askedAgain } from './client/asked-again.ts'
import { reloadWhenOld } from './client/reload-when-old.ts'
import { router } from './router.ts'
import { speakAsBefore } from './words/language.ts'
import './theme/main.css'

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      ...askedAgain,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

reloadWhenOld(router)
await speakAsBefore()

// Of Nuxt UI's plugins only the bundled icons: colours stand in theme/tokens.css, so that nothing writes a style at run time.
createApp(App).use(router).use(VueQueryPlugin, { queryClient }).use(icons).mount('#app')
