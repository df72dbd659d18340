export { type Gift, giveAllotment, receiveAllotment, transfersToSend } from './allotment.ts';
export { foundLedger, joinLedger } from './begin-ledger.ts';
export {
  budgetOrder,
  ledgerOrders,
  lifetimeBudget,
  type ReportCost,
  shareOfBudget,
  skellamReportCost,
  wholeBudget,
} from './budget.ts';
export { bundleCost, type CostOfBundle } from './bundle-cost.ts';
export { type Appended, type ChainHead, chainHead, longerLedger, openLedger, type Sha256 } from './chain.ts';
export { available, type HeldBudget, type Ledger } from './ledger.ts';
export { isLimited, isUsedUp, lifetimes } from './lifetimes.ts';
export { openBudget } from './open-budget.ts';
export { planCost } from './plan-cost.ts';
export { type ReportToPay, reserveReport } from './reserve.ts';
export { type Standing, standing } from './standing.ts';
export { type BudgetSum, sumAfterOpening, sumOfBudgets } from './sum-of-budgets.ts';
