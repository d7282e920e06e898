const LOCAL = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|localdomain|home\.arpa)$/

/** What is wrong with an address that figures should be sent to, in Vietnamese; null when it may be used. Only https, only the open internet. */
export function addressFault(text: string): string | null {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return 'Xin ghi địa chỉ đầy đủ, bắt đầu bằng https://.'
  }
  if (url.protocol !== 'https:') return 'Chỉ gửi tới địa chỉ https.'
  if (url.username || url.password) return 'Địa chỉ không được mang tên đăng nhập.'
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (isAddress(host)) return isPublicAddress(host) ? null : 'Không gửi tới địa chỉ nội bộ.'
  if (!host.includes('.') || LOCAL.test(host)) return 'Không gửi tới địa chỉ nội bộ.'
  return null
}

/** Whether an IP address (as `URL` writes it, or as a name server answers) is on the open internet. */
export function isPublicAddress(address: string): boolean {
  if (address.includes(':')) {
    const text = address.toLowerCase()
    // global unicast only, without what carries an IPv4 address inside: 6to4, Teredo, documentation
    return /^[23][0-9a-f]{3}:/.test(text) && !/^(?:2002:|2001:(?:0{1,4}|db8)?:)/.test(text)
  }
  const [a = 0, b = 0, c = 0] = address.split('.').map(Number)
  const refused =
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >= 64 && b <= 127) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)))) ||
    (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) ||
    (a === 203 && b === 0 && c === 113)
  return !refused
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)
}
