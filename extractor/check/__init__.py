"""Do the committed claims, or the golden output, still hold?"""
