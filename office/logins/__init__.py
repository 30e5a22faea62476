"""How staff get in and out: allauth as we set it up, invitations, second factors, devices, sessions."""
