"""The pages, one file each: what it reads of the record and how it is answered; its template has the same name."""
