export const refusals = {
  'desk.view.too_many': '每个表最多存 {limit} 个视图。请先删去不用的。',
  'desk.view.unknown': '没有这个视图，可能已被删除。',
  'desk.view.not_yours': '这是别人存的视图，只有本人或负责人能删除。',
}
