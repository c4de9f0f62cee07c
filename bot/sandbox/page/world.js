/* The world as the sandbox tells it: people, chats, and the threads they make up. */

import { draw, drawSoon } from "./sides.js";
import { notice, SILENT } from "./telling.js";
import { isHere, privateThread, threadsIn } from "./threads.js";

const KEPT = 5000; // messages of one chat read at the start; a group's are those of all its topics
export const GENERAL = 0; // stands for the topic whose messages carry no thread id, and for a chat without topics
export const world = { bot: {}, people: new Map(), chats: new Map(), threads: new Map(), commands: { private: {}, groups: {} }, offset: 0, product: "", files: "", typing: new Map(), tapped: new Set() };
export const seen = new Map(Object.entries(JSON.parse(sessionStorage.getItem("seen") ?? "{}")));
export const presentTime = () => new Date(Date.now() + world.offset * 1000);
export const fileAddress = (file) => world.files + file.file_id;
let reading = null;
let stale = false;

/** Read everything anew, once more if something happened meanwhile. */
export function load() {
  stale = true;
  return (reading ??= read().catch(() => notice("sandbox", SILENT)).finally(() => { reading = null; }));
}

async function read() {
  while (stale) {
    stale = false;
    const answer = await fetch(`sandbox/state?messages=${KEPT}`);
    take(await answer.json());
  }
  sortIntoThreads();
  draw();
}

function take(state) {
  Object.assign(world, { bot: state.bot, product: state.product_url.replace(/\/$/, ""), files: state.files_url, offset: state.offset_seconds, commands: state.commands });
  world.people = new Map(state.people.map((person) => [person.id, person]));
  world.chats = new Map(state.chats.map((chat) => [chat.id, { ...chat, messages: new Map(chat.messages.map((message) => [message.message_id, message])) }]));
}

/** Change a chat as an event says; one that is not known yet is read with everything else. */
export function change(id, how) {
  const chat = world.chats.get(id);
  stale = true;
  if (!chat) return loadSoon();
  how(chat);
  return drawSoon();
}

let waiting = 0;

export function loadSoon() {
  waiting ||= setTimeout(() => { waiting = 0; load(); }, 60);
}

export function threadKey(chat, message) {
  return `${chat.id}/${chat.is_forum && message.is_topic_message ? message.message_thread_id : GENERAL}`;
}

/** A thread is a private chat, a topic, or a group without topics. */
export function sortIntoThreads() {
  world.threads = new Map([...world.people.values()].map(privateThread).map((thread) => [thread.key, thread]));
  for (const chat of world.chats.values()) {
    for (const thread of isHere(chat) ? threadsIn(chat) : []) world.threads.set(thread.key, { chat, messages: [], pinned: chat.pinned, ...thread });
    for (const message of chat.messages.values()) world.threads.get(threadKey(chat, message))?.messages.push(message);
  }
  for (const thread of world.threads.values()) thread.messages.sort((a, b) => a.message_id - b.message_id);
}
