/* Names, times and sizes as people read them. */

export const nameOf = (person) => [person?.first_name, person?.last_name].filter(Boolean).join(" ") || person?.title || "Somebody";

export function languageName(code) {
  try { return new Intl.DisplayNames(["en"], { type: "language" }).of(code); } catch { return code; }
}

export const initials = (title) => (title.match(/[\p{L}\p{N}]+/gu) ?? ["?"]).slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();
export const timeOf = (message) => new Date(message.date * 1000);
export const clockTime = (moment) => moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
export const dayOf = (moment) => moment.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const sizeText = (bytes) => bytes == null ? "" : bytes < 1024 ? `${bytes} bytes` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
export const lengthText = (seconds = 0) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export function spanText(seconds) {
  const parts = [[Math.floor(seconds / 86400), "d"], [Math.floor(seconds / 3600) % 24, "h"], [Math.floor(seconds / 60) % 60, "min"]];
  return parts.filter(([count]) => count).map(([count, unit]) => `${count} ${unit}`).join(" ");
}

const KINDS = {
  photo: "Photo", video: "Video", animation: "Animation", voice: "Voice message", audio: "Audio", video_note: "Video message",
  document: "File", sticker: "Sticker", venue: "Place", location: "Location", contact: "Contact", poll: "Poll", dice: "Dice",
};

export const kindOf = (message) => Object.keys(KINDS).find((kind) => message[kind] && !(kind === "document" && message.animation));
export const mediaName = (message, kind) => message[kind].file_name ?? (kind === "sticker" && message.sticker.emoji ? message.sticker.emoji + " Sticker" : KINDS[kind]);

/** One line that stands for the message in a list, a quote or an announcement. */
export function inBrief(message) {
  const kind = kindOf(message);
  const words = message.text ?? message.caption ?? "";
  return ((kind ? mediaName(message, kind) + (words ? ": " : "") : "") + words || serviceText(message) || "Message").replace(/\s+/g, " ");
}

export function serviceText(message) {
  const by = nameOf(message.from);
  const people = (list) => list.map(nameOf).join(", ");
  if (message.forum_topic_created) return `${by} opened the topic “${message.forum_topic_created.name}”`;
  if (message.forum_topic_edited) return message.forum_topic_edited.name ? `${by} renamed the topic to “${message.forum_topic_edited.name}”` : `${by} changed the topic's icon`;
  if (message.forum_topic_closed) return `${by} closed the topic`;
  if (message.forum_topic_reopened) return `${by} reopened the topic`;
  if (message.pinned_message) return `${by} pinned “${inBrief(message.pinned_message).slice(0, 60)}”`;
  if (message.new_chat_members) return `${people(message.new_chat_members)} joined the group`;
  if (message.left_chat_member) return `${nameOf(message.left_chat_member)} left the group`;
  if (message.new_chat_title) return `${by} renamed the group to “${message.new_chat_title}”`;
  if (message.migrate_to_chat_id) return "The group became a supergroup and has a new id";
  if (message.migrate_from_chat_id) return "This supergroup was an ordinary group before";
  if (message.group_chat_created || message.supergroup_chat_created) return `${by} created the group`;
  return message.service ?? null;
}
