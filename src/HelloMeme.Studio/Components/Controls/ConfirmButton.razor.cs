using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>A button that asks once more, in its own place.</summary>
public sealed partial class ConfirmButton
{
    private MudButton? _ask, _keep;
    private bool _asking, _moved;

    [Parameter]
    [EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    [EditorRequired]
    public required string Question { get; set; }

    [Parameter]
    public EventCallback OnConfirmed { get; set; }

    // The keyboard goes on where the button was.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_moved) return;
        _moved = false;
        if ((_asking ? _keep : _ask) is { } button) await button.FocusAsync();
    }

    private void Ask(bool asking) => (_asking, _moved) = (asking, true);

    private async Task ConfirmAsync()
    {
        _asking = false;
        await OnConfirmed.InvokeAsync();
    }
}
