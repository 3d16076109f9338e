import { readonly, ref, watch } from 'vue'

export type Theme = 'light' | 'dark' | 'system'
const KEY = 'equilibrate-theme'
const system = matchMedia('(prefers-color-scheme: dark)')

const theme = ref<Theme>(stored())

function stored(): Theme {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  } catch {
    return 'system'
  }
}

function paint(): void {
  const dark = theme.value === 'dark' || (theme.value === 'system' && system.matches)
  document.documentElement.classList.toggle('dark', dark)
  document.documentElement.classList.toggle('light', !dark)
}

system.addEventListener('change', paint)
watch(theme, paint)

/** Light, dark, or as the system says; kept in this browser. */
export function useTheme() {
  const choose = (choice: Theme): void => {
    theme.value = choice
    try {
      localStorage.setItem(KEY, choice)
    } catch {
      // A browser without storage keeps the choice until the page is closed.
    }
  }
  return { theme: readonly(theme), choose }
}
