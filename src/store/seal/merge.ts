interface HasPath {
  readonly path: string;
}

/** Two lists of files in the order of their paths, side by side: null where one of them lacks a path. */
export async function* mergeByPath<Left extends HasPath, Right extends HasPath>(
  left: AsyncIterable<Left> | Iterable<Left>,
  right: AsyncIterable<Right> | Iterable<Right>,
): AsyncGenerator<readonly [Left, Right] | readonly [Left, null] | readonly [null, Right]> {
  const others = iterate(right);
  let other = await others.next();
  for await (const one of left) {
    for (; !other.done && other.value.path < one.path; other = await others.next()) yield [null, other.value];
    if (other.done || other.value.path !== one.path) {
      yield [one, null];
      continue;
    }
    yield [one, other.value];
    other = await others.next();
  }
  for (; !other.done; other = await others.next()) yield [null, other.value];
}

async function* iterate<Item>(items: AsyncIterable<Item> | Iterable<Item>): AsyncGenerator<Item, undefined> {
  yield* items;
}
