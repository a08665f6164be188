import Negentropy
print(IDSum().fingerprint(count: 0).hex)
