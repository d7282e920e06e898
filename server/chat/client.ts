/**
 * The script of the chat page: hand-written JavaScript without dependencies, kept as text so that Node and Workers serve the same
 * bytes. It must not use template literals or backslashes. Texts of people only ever enter the page through `textContent`.
 */
export const CHAT_SCRIPT = `'use strict'
;(function chat() {
  var KEY = 'xa-chat'
  var LAST = 40
  var log = document.getElementById('log')
  var view = document.getElementById('scroll')
  var header = document.querySelector('header')
  var form = document.getElementById('form')
  var box = document.getElementById('text')
  var words = document.body.dataset
  var memory = load()
  var queue = Promise.resolve()

  function fresh() { return { conversation: newId(), turns: [] } }
  function newId() {
    var bytes = crypto.getRandomValues(new Uint8Array(18))
    return Array.from(bytes, function (b) { return b.toString(16).padStart(2, '0') }).join('')
  }
  function load() {
    try {
      var kept = JSON.parse(localStorage.getItem(KEY) || 'null')
      if (kept && typeof kept.conversation === 'string' && Array.isArray(kept.turns)) return kept
    } catch (_) { /* a private window has no storage; the page works without */ }
    return fresh()
  }
  function save() {
    memory.turns = memory.turns.slice(-LAST)
    try { localStorage.setItem(KEY, JSON.stringify(memory)) } catch (_) { /* as above */ }
  }

  function el(tag, className, text) {
    var node = document.createElement(tag)
    if (className) node.className = className
    if (text !== undefined) node.textContent = text
    return node
  }
  // Addresses, phone numbers and emergency numbers become links; everything else stays text.
  var LINK = new RegExp('https?://[^ <>"]*[^ <>".,;:!?)]|(?:[+]84|0)[0-9]{1,3}(?:[ .]?[0-9]{3,4}){2}(?![0-9])|(?:1800|1900)[ .]?[0-9]{4}(?![0-9])', 'g')
  var URGENT = new RegExp('(^|[^0-9.,/-])(11[1-5])(?![0-9]|[.,/-][0-9]| *(?:đồng|ngày|người|tuổi|trang|tháng|năm))', 'g')
  function spots(text) {
    var found = []
    text.replace(LINK, function (what, at) { found.push({ at: at, what: what }); return what })
    text.replace(URGENT, function (_, before, what, at) { found.push({ at: at + before.length, what: what }); return what })
    return found.sort(function (a, b) { return a.at - b.at })
  }
  function rich(node, text) {
    var done = 0
    spots(text).forEach(function (spot) {
      // what stands right after a digit is part of a longer number or a code
      if (spot.at < done || new RegExp('[0-9A-Z.-]$').test(text.slice(0, spot.at))) return
      node.appendChild(document.createTextNode(text.slice(done, spot.at)))
      var link = node.appendChild(el('a', 'inline', spot.what))
      var web = spot.what.indexOf('http') === 0
      link.href = web ? spot.what : 'tel:' + spot.what.replace(/[ .]/g, '')
      if (web) { link.rel = 'noopener'; link.target = '_blank' }
      done = spot.at + spot.what.length
    })
    node.appendChild(document.createTextNode(text.slice(done)))
    return node
  }
  function turn() { return log.appendChild(el('div', 'turn')) }
  function toEnd(node) {
    requestAnimationFrame(function () {
      // a long answer is read from its beginning, a short one is seen whole
      var covered = getComputedStyle(header).position === 'sticky' ? header.offsetHeight : 0
      var high = node.offsetHeight > view.clientHeight - covered - 16
      if (high) view.scrollTop += node.getBoundingClientRect().top - view.getBoundingClientRect().top - covered - 8
      else view.scrollTop = view.scrollHeight
    })
  }

  function showMine(text, file) {
    var node = turn()
    node.appendChild(el('p', 'hidden', words.me))
    var said = node.appendChild(el('div', 'said mine', text))
    if (file) {
      var picture = said.insertBefore(el('img'), said.firstChild)
      picture.alt = ''
      picture.onload = function () { URL.revokeObjectURL(picture.src); toEnd(node) }
      picture.src = URL.createObjectURL(file)
    }
    toEnd(node)
    return node
  }
  function showAnswer(replies) {
    var node = turn()
    node.appendChild(el('p', 'hidden', words.bot))
    replies.forEach(function (reply) {
      node.appendChild(bubble(reply))
      if (reply.choices && reply.choices.length) node.appendChild(buttons(reply.choices))
    })
    toEnd(node)
  }
  function bubble(reply) {
    var node = el('div', 'said')
    if (reply.type === 'link') {
      var link = el('a', '', reply.text)
      link.href = /^(https?:|[/][^/])/.test(reply.url) ? reply.url : '#'
      link.rel = 'noopener'
      link.target = '_blank'
      node.appendChild(link)
    } else if (reply.type === 'card') card(node, reply)
    else rich(node, reply.text)
    return node
  }
  function card(node, reply) {
    node.appendChild(el('h2', '', reply.title))
    reply.sections.forEach(function (section) {
      node.appendChild(el('h3', '', section.heading))
      if (section.lines.length === 1) return rich(node.appendChild(el('p', 'single')), section.lines[0])
      var list = node.appendChild(el('ul'))
      section.lines.forEach(function (line) { rich(list.appendChild(el('li')), line) })
    })
    if (reply.footer) rich(node.appendChild(el('p', 'foot')), reply.footer)
  }
  function buttons(choices) {
    var row = el('div', 'choices')
    choices.forEach(function (choice) {
      var button = el('button', /^(g:back|g:edit|r:cancel)/.test(choice.id) ? 'quiet' : '', choice.label)
      button.type = 'button'
      button.addEventListener('click', function () {
        button.classList.add('chosen')
        send({ id: newId(), mine: choice.label, body: { choice: choice.id } })
      })
      row.appendChild(button)
    })
    return row
  }

  // One message after the other: the second waits for the answer to the first.
  function send(message) {
    var node = showMine(message.mine, message.file)
    queue = queue.then(function () { return attempt(message, node) })
  }
  function attempt(message, node) {
    var wait = log.appendChild(el('p', 'writing', words.writing))
    toEnd(wait)
    return post(message).then(
      function (answer) {
        wait.remove()
        memory.turns.push({ mine: message.mine, replies: answer.replies })
        save()
        showAnswer(answer.replies)
      },
      function (failure) {
        wait.remove()
        return unsent(message, node, failure.message)
      }
    )
  }
  // A photo goes ahead of its message, once.
  function post(message) {
    if (!message.file || message.body.photo) return say(message)
    return smaller(message.file).then(function (file) {
      var form = new FormData()
      form.append('conversation', memory.conversation)
      form.append('photo', file, 'photo')
      return call('/api/chat/photo', { body: form }, 60000)
    }).then(function (kept) {
      message.body = { photo: kept.photo }
      return say(message)
    })
  }
  function say(message) {
    var body = Object.assign({ conversation: memory.conversation, id: message.id }, message.body)
    return call('/api/chat', { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, 20000)
  }
  function call(path, request, patience) {
    var stop = new AbortController()
    var timer = setTimeout(function () { stop.abort() }, patience)
    return fetch(path, Object.assign({ method: 'POST', signal: stop.signal }, request))
      .catch(function () { throw new Error('') })
      .then(function (response) {
        return response.json().catch(function () { return {} }).then(function (value) {
          if (response.ok && (Array.isArray(value.replies) || value.photo)) return value
          throw new Error((value.error && value.error.message) || '')
        })
      })
      .finally(function () { clearTimeout(timer) })
  }
  // The same id goes out again, so that an answer lost on the way is not given twice.
  function unsent(message, node, why) {
    return new Promise(function (resolve) {
      var line = node.appendChild(el('div', 'unsent'))
      line.setAttribute('role', 'alert')
      line.appendChild(el('span', '', why || words.unsent))
      var again = line.appendChild(el('button', 'quiet', words.again))
      again.type = 'button'
      function retry() {
        removeEventListener('online', retry)
        line.remove()
        resolve(attempt(message, node))
      }
      again.addEventListener('click', retry)
      if (!why) addEventListener('online', retry)
      toEnd(line)
    })
  }

  // A large photo is made smaller here: it costs less to send. What can't be drawn is sent as it is.
  var SIDE = 2048
  function smaller(file) {
    if (file.size < 400000 || !window.createImageBitmap) return Promise.resolve(file)
    return createImageBitmap(file).then(function (picture) {
      var scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
      var canvas = document.createElement('canvas')
      canvas.width = Math.round(picture.width * scale)
      canvas.height = Math.round(picture.height * scale)
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
      return new Promise(function (resolve) {
        canvas.toBlob(function (blob) { resolve(blob && blob.size < file.size ? blob : file) }, 'image/jpeg', 0.85)
      })
    }).catch(function () { return file })
  }
  function sendPhotos(files) {
    Array.from(files).filter(function (file) { return file.type.indexOf('image/') === 0 || file.type === '' }).forEach(function (file) {
      send({ id: newId(), mine: words.sentPhoto, file: file, body: {} })
    })
  }
  var photos = document.getElementById('photos')
  document.getElementById('photo').addEventListener('click', function () { photos.click() })
  photos.addEventListener('change', function () { sendPhotos(photos.files); photos.value = '' })
  box.addEventListener('paste', function (event) {
    var files = (event.clipboardData && event.clipboardData.files) || []
    if (files.length === 0) return
    event.preventDefault()
    sendPhotos(files)
  })
  var place = document.getElementById('place')
  if (!navigator.geolocation || !window.isSecureContext) place.hidden = true
  place.addEventListener('click', function () {
    place.disabled = true
    navigator.geolocation.getCurrentPosition(function (found) {
      place.disabled = false
      send({ id: newId(), mine: words.sentPlace, body: { place: { lat: found.coords.latitude, lng: found.coords.longitude } } })
    }, function () {
      place.disabled = false
      showAnswer([{ type: 'say', text: words.noPlace }])
    }, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 })
  })

  form.addEventListener('submit', function (event) {
    event.preventDefault()
    var text = box.value.trim()
    if (!text) return
    box.value = ''
    send({ id: newId(), mine: text, body: { text: text } })
    box.focus()
  })
  box.addEventListener('keydown', function (event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && matchMedia('(pointer: fine)').matches) {
      event.preventDefault()
      form.requestSubmit()
    }
  })
  document.getElementById('restart').addEventListener('click', function () {
    memory = fresh()
    save()
    log.textContent = ''
    queue = Promise.resolve()
    greet()
    box.focus()
  })

  // The keyboard shrinks what is seen, not the window: the page follows, so that the last message stays in sight.
  function fit() {
    if (!window.visualViewport) return
    document.documentElement.style.setProperty('--seen', visualViewport.height + 'px')
    scrollTo(0, 0)
    if (log.lastElementChild) toEnd(log.lastElementChild)
  }
  if (window.visualViewport) visualViewport.addEventListener('resize', fit)

  function greet() {
    var start = new URLSearchParams(location.search).get('start')
    queue = queue.then(function () { return attempt({ id: newId(), mine: '', body: { text: start ? '/start ' + start : '/start' } }, turn()) })
  }
  memory.turns.forEach(function (one) {
    if (one.mine) showMine(one.mine)
    showAnswer(one.replies)
  })
  if (memory.turns.length === 0 || new URLSearchParams(location.search).has('start')) greet()
})()
`
