// Pages as files, made on the server and taken over in the browser.
export default { output: 'export', images: { unoptimized: true }, devIndicators: false }
