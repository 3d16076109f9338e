import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import FirstPage from './pages/FirstPage.vue'
import InboxPage from './pages/InboxPage.vue'

/** The inbox comes with the first load; every other page when it is first opened. */
const routes: RouteRecordRaw[] = [
  { path: '/', component: FirstPage },
  { path: '/inbox/:caseId?', component: InboxPage, meta: { page: 'inbox' } },
  { path: '/risk', component: () => import('./pages/RiskPage.vue'), meta: { page: 'risk' } },
  { path: '/customers/:token', component: () => import('./pages/CustomerPage.vue') },
  { path: '/portfolio', component: () => import('./pages/PortfolioPage.vue'), meta: { page: 'portfolio' } },
  {
    path: '/operations',
    component: () => import('./pages/OperationsPage.vue'),
    meta: { page: 'operations' },
  },
  { path: '/team', component: () => import('./pages/TeamPage.vue'), meta: { page: 'team' } },
  { path: '/audit', component: () => import('./pages/AuditPage.vue'), meta: { page: 'audit' } },
  { path: '/models', component: () => import('./pages/ModelsPage.vue'), meta: { page: 'models' } },
  { path: '/policies', component: () => import('./pages/PoliciesPage.vue'), meta: { page: 'policies' } },
  { path: '/rejected', component: () => import('./pages/RejectedPage.vue'), meta: { page: 'rejected' } },
  { path: '/:rest(.*)*', redirect: '/' },
]

export const router = createRouter({ history: createWebHistory(), routes })
