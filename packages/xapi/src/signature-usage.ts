// xAPI 1.0.3, Data 2.6: a signature is an attachment with this usageType.
export const signatureUsage = 'http://adlnet.gov/expapi/attachments/signature'
