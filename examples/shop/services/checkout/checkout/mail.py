"""The mail that confirms an order."""


def subject(order):
    return f"Your order {order}"


def body(order, total, lines):
    text = [f"Thank you for order {order}.", ""]
    for sku, (price, quantity) in lines.items():
        text.append(f"{quantity} x {sku} at {price}")
    text.append("")
    text.append(f"Total: {total}")
    return "\n".join(text)


def reminder(order, days):
    if days > 14:
        return f"Last reminder: order {order} is {days} days overdue."
    return f"Order {order} is {days} days overdue."
