"""Who a customer is: met, come back, gone; what they told us of themselves; what they agreed to."""
