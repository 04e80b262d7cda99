using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components;

/// <summary>The ES module of one component, and the handle that its function gave for this one. A component may go before its script has come, and a page before
/// both: from then on calls do nothing, what still comes is let go, and no fault is told. Disposed with the component, before whatever it calls back.</summary>
/// <param name="path">As in "./js/upload/index.js".</param>
public sealed class ComponentScript(IJSRuntime js, string path) : IAsyncDisposable
{
    private IJSObjectReference? _module, _handle;

    /// <summary>The component is disposed, or its page is.</summary>
    public bool IsGone { get; private set; }

    /// <summary>A handle is held.</summary>
    public bool IsAttached => _handle is not null && !IsGone;

    /// <summary>Loads the module alone: calls go to its own functions.</summary>
    public Task ImportAsync() => GuardAsync(async () => _module ??= await js.InvokeAsync<IJSObjectReference>("import", Timeout.InfiniteTimeSpan, path));

    /// <summary>Loads the module and calls the function whose result is the handle: calls go to that. False when the function gave none, or all is gone.</summary>
    public async Task<bool> AttachAsync(string function, params object?[] arguments)
    {
        await ImportAsync();
        if (_module is { } module) await GuardAsync(async () => _handle = await module.InvokeAsync<IJSObjectReference?>(function, Timeout.InfiniteTimeSpan, arguments));
        if (IsGone) await LetGoAsync(); // it came too late
        return IsAttached;
    }

    public Task CallAsync(string function, params object?[] arguments) => CallAsync<object>(function, arguments);

    /// <summary>The default where nobody is there to be called.</summary>
    public Task<T?> CallAsync<T>(string function, params object?[] arguments) => RunAsync(script => script.InvokeAsync<T>(function, Timeout.InfiniteTimeSpan, arguments).AsTask());

    /// <summary>Work of several calls on the handle, or on the module where there is none.</summary>
    public async Task<T?> RunAsync<T>(Func<IJSObjectReference, Task<T>> work)
    {
        var result = default(T);
        if (!IsGone && (_handle ?? _module) is { } script) await GuardAsync(async () => result = await work(script));
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        IsGone = true;
        await LetGoAsync();
    }

    private Task LetGoAsync() => GuardAsync(async () =>
    {
        var (module, handle) = (_module, _handle);
        (_module, _handle) = (null, null);
        if (handle is not null)
        {
            await handle.InvokeVoidAsync("dispose");
            await handle.DisposeAsync();
        }

        if (module is not null) await module.DisposeAsync();
    });

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is JSDisconnectedException || IsGone)
        {
            IsGone = true; // the page, or the component, and its script with it
        }
    }
}
