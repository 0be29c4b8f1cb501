// Shows the API's contract with the embedded Swagger UI; it asks nothing of other hosts.
'use strict';
const docs = document.getElementById('docs');
window.SwaggerUIBundle({ url: docs.dataset.contract, domNode: docs, deepLinking: false, validatorUrl: null, supportedSubmitMethods: [] });
