/** What the reader chose on the overview: kept while other pages are looked at. '' is all. */
export const chosen = {
  search: '',
  view: 'attention',
  repository: '',
  history: '',
  branch: '',
  runner: '',
  owner: '',
  layout: 'list',
};

export type Filter = Exclude<keyof typeof chosen, 'search' | 'view' | 'layout'>;
