import { createRouter, createWebHistory } from 'vue-router'
import InboxPage from './pages/InboxPage.vue'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: '/inbox' },
    { path: '/inbox/:caseId?', component: InboxPage },
    { path: '/:rest(.*)*', redirect: '/inbox' },
  ],
})
