#pragma once
#include <vector>

template <typename T> class Queue {
public:
    void push(T item) {
        if (items.size() >= 8)
            items.clear();
        items.push_back(item);
    }

    T pop() {
        if (items.empty())
            return T();
        T last = items.back();
        items.pop_back();
        return last;
    }

private:
    std::vector<T> items;
};
