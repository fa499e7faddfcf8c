// Two pictures of one place, with the letters and without them: what changed is ink. Stays in an empty page of the judge's own. Gives,
// for each letter's box: the share that is ink, its contrast with what lies behind it, the share of the ground that has nearly its colour; in JSON.
async ({ withText, without, rects, scale }) => {
  const decode = async (base64) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  };
  const part = (value) => (value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = Float64Array.from({ length: 256 }, (_, value) => part(value));
  const luminance = (data, at) => 0.2126 * light[data[at]] + 0.7152 * light[data[at + 1]] + 0.0722 * light[data[at + 2]];
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const [seen, bare] = await Promise.all([decode(withText), decode(without)]);
  const least = 12;
  // The place of what would come at `rank` if the values were put in order, equal ones as they stand.
  const ranked = (values, rank) => {
    const order = values.slice().sort();
    let place = values.indexOf(order[rank]);
    for (let equal = rank - order.indexOf(order[rank]); equal > 0; equal -= 1) place = values.indexOf(order[rank], place + 1);
    return place;
  };
  return JSON.stringify(rects.map(([x, y, width, height]) => {
    const [left, top] = [Math.max(0, Math.round(x * scale)), Math.max(0, Math.round(y * scale))];
    const [right, bottom] = [Math.min(seen.width, Math.round((x + width) * scale)), Math.min(seen.height, Math.round((y + height) * scale))];
    const total = Math.max(1, (right - left) * (bottom - top));
    const [letters, ratios, ground] = [new Float64Array(total), new Float64Array(total), new Float64Array(total)];
    let [inked, all] = [0, 0];
    for (let row = top; row < bottom; row += 1) {
      for (let column = left; column < right; column += 1) {
        const at = (row * seen.width + column) * 4;
        const behind = luminance(bare.data, at);
        ground[all] = behind;
        all += 1;
        if (Math.abs(seen.data[at] - bare.data[at]) <= least && Math.abs(seen.data[at + 1] - bare.data[at + 1]) <= least && Math.abs(seen.data[at + 2] - bare.data[at + 2]) <= least) continue;
        letters[inked] = luminance(seen.data, at);
        ratios[inked] = contrast(letters[inked], behind);
        inked += 1;
      }
    }
    if (!inked) return [0, 1, 0];
    const best = ranked(ratios.subarray(0, inked), Math.floor(inked * 0.85));
    let spoiled = 0;
    for (let place = 0; place < all; place += 1) if (contrast(ground[place], letters[best]) < 3) spoiled += 1;
    return [inked / all, ratios[best], spoiled / all];
  }));
}
