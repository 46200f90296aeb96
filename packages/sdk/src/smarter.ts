export * from '@smarter-api/chatbots'
export * from '@smarter-api/manifests'
