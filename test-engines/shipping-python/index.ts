export { shippingPython } from './shipping-python.ts';
